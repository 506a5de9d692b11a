/** A campaign with an outreach, made with the commands, and what the log says of it. */
import type { ClassCounts } from '@lastcall/campaigns'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { callsStream, campaignStream } from '@lastcall/domain'
import type { Recorded, StreamName } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { SqliteStore } from '@lastcall/store-sqlite'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { openEventStoreDb } from '@lastcall/store-eventstoredb'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Config } from '../config/config'
import type { Installation } from './installation.fixture'
import { until } from './processes.fixture'

/** Area codes whose 555-01xx are fictional numbers. */
const areas = [202, 212, 213, 303, 312, 404, 503, 602, 612, 713]

export const numberOf = (k: number): string =>
  `+1${areas[Math.floor(k / 100) % areas.length] ?? 202}55501${String(k % 100).padStart(2, '0')}`

export const nameOf = (k: number): string => `Quillfeather-${k}`

export const csvOf = (rows: number, from = 0): string =>
  [
    'name,phone,time_zone',
    ...Array.from({ length: rows }, (_, k) => `${nameOf(from + k)},${numberOf(from + k)},America/New_York`),
    '',
  ].join('\n')

export const newCampaign = async (at: Installation): Promise<CampaignId> => {
  const made = await at.lastcall(
    ...['campaign', 'create', '--name', 'Spring recall', '--caller-id', '+447700900100'],
    ...['--hours', '00:00-24:00', '--cps', '60', '--channels', '60'],
    ...['--max-attempts', '1', '--retry', ''],
  )
  if (made.code !== 0) throw new Error(made.out + made.err)
  return made.json.campaign
}

export const newOutreach = async (
  at: Installation,
  campaign: CampaignId,
  rows: number,
  startAt = 'now',
): Promise<OutreachId> => {
  const file = at.path(`people-${rows}.csv`)
  writeFileSync(file, csvOf(rows))
  const done = await at.lastcall('outreach', 'schedule', campaign, file, '--start-at', startAt)
  if (done.code !== 0) throw new Error(done.out + done.err)
  return done.json.outreach
}

/** So far away that it is not due in any test. */
export const someDay = '2099-01-01T00:00:00Z'

/** The log as a library user has it, where the configuration says. Close it. */
export const logOf = async (at: Installation): Promise<Pick<SqliteStore, 'store' | 'feed' | 'close'>> => {
  const { store } = JSON.parse(readFileSync(at.config, 'utf8')) as Config
  const opened = store.startsWith('esdb:')
    ? await openEventStoreDb(store)()
    : await openSqliteStore(at.path(store))()
  if (opened._tag === 'Left') throw new Error(opened.left.why)
  return opened.right
}

const read = async (at: Installation, stream: StreamName): Promise<readonly Recorded[]> => {
  const log = await logOf(at)
  try {
    const page = await log.store.read(stream, revision(0), 100_000)()
    if (page._tag === 'Left') throw new Error(page.left.why)
    return page.right.events
  } finally {
    await log.close()
  }
}

export const eventsOf = (at: Installation, campaign: CampaignId): Promise<readonly Recorded[]> =>
  read(at, campaignStream(campaign))

export const factsOf = (at: Installation, outreach: OutreachId): Promise<readonly Recorded[]> =>
  read(at, callsStream(outreach))

export const typesOf = (events: readonly Recorded[]): readonly string[] => events.map(({ type }) => type)

/** Counts of an outreach as `status --json` has them. */
export const countsOf = async (at: Installation, campaign: CampaignId): Promise<ClassCounts> => {
  const { json } = await at.lastcall('status', campaign)
  const counts = json.campaigns[0]?.outreaches[0]?.counts
  if (counts === undefined) throw new Error('status shows no outreach')
  return counts
}

/** Until so many facts of a type are in the log. */
export const untilFacts = (
  at: Installation,
  outreach: OutreachId,
  type: string,
  many: number,
): Promise<readonly Recorded[]> =>
  until(`${many} ${type}`, async () => {
    const facts = await factsOf(at, outreach)
    return facts.filter((fact) => fact.type === type).length >= many && facts
  })

/** Every verdict of an audit by its promise. */
export const verdictsOf = async (
  at: Installation,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly verdicts: Readonly<Record<string, string>> }> => {
  const { code, json } = await at.lastcall('audit', ...args)
  return {
    code,
    verdicts: Object.fromEntries((json.campaigns[0]?.verdicts ?? []).map((v) => [v.promise, v.verdict])),
  }
}
