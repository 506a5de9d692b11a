/** A campaign with a scheduled outreach in a log in memory, and workers over it, for tests of the shell. */
import type { NetworkOptions } from '@lastcall/carrier-sim'
import { networkInProcess } from '@lastcall/carrier-sim'
import type { CampaignEvent, CampaignId, IncarnationId, OutreachId, Sealed } from '@lastcall/domain'
import {
  CampaignCreated,
  OutreachScheduled,
  RecipientsImported,
  callsStream,
  campaignCodec,
  campaignStream,
  recipientsCodec,
  recipientsStream,
  timestamp,
} from '@lastcall/domain'
import type { EventStore, Recorded, StreamName } from '@lastcall/eventlog'
import { eventId, revision } from '@lastcall/eventlog'
import { noSnapshots } from '@lastcall/history'
import { memoryLog, openMemoryStore } from '@lastcall/store-memory'
import type { MasterKey } from '@lastcall/vault'
import { keysInMemory, sealChunk } from '@lastcall/vault'
import { right } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'
import type { Timing } from '../worker'
import { defaultTiming } from '../worker'
import { systemWorkerClock } from './clock'
import type { WorkerPorts } from './ports'
import type { Worker } from './worker'
import { startWorker } from './worker'

export const newId = (): string => randomBytes(16).toString('hex')

export const quick: Timing = {
  ...defaultTiming,
  permitMs: 400,
  silentForMs: 300,
  takeoverMs: 300,
  drainMs: 2_000,
  lookEveryMs: 50,
}

const at = timestamp(Date.parse('2026-01-01T00:00:00Z'))
const hash = '0'.repeat(64)
const actor = newId() as never

const created = CampaignCreated({
  at,
  actor,
  callerId: '+12025550100',
  messageSha256: hash,
  hours: { opensMin: 0, closesMin: 1440 },
  retry: { maxAttempts: 2, afterMs: { busy: 100 } },
  pacing: { callsPerSecond: 400, channels: 40 },
  sealed: { name: '' as Sealed },
})

const scheduled = (outreach: OutreachId, recipients: number): CampaignEvent =>
  OutreachScheduled({
    at,
    outreach,
    startAt: at,
    recipients,
    ciphertextSha256: hash,
    actor,
    sealed: { fileName: '' as Sealed },
  })

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, k) => ({
    number: `+1303555${String(100 + k).padStart(4, '0')}`,
    timeZone: 'America/New_York',
    variables: {},
  }))

/** At most 500 recipients: one chunk. */
export const world = async (recipients: number, network: Partial<NetworkOptions> = {}) => {
  const log = memoryLog()
  const { store, feed } = openMemoryStore(log)
  const keys = keysInMemory(randomBytes(32) as Uint8Array as MasterKey)
  const campaign = newId() as CampaignId
  const outreach = newId() as OutreachId
  const made = await keys.create(campaign)()
  if (made._tag === 'Left') throw new Error(made.left.is)
  const append = async (stream: StreamName, event: ReturnType<typeof campaignCodec.encode>) => {
    const answer = await store.append(stream, 'anything', [event])()
    if (answer._tag === 'Left') throw new Error(answer.left.is)
  }
  const say = (event: CampaignEvent): Promise<void> =>
    append(campaignStream(campaign), campaignCodec.encode(eventId(newId()), event))
  const ciphertext = sealChunk(made.right, { campaign, outreach, chunk: 0 }, rowsOf(recipients)) as Sealed
  const chunk = RecipientsImported({ at, chunk: 0, first: 0, count: recipients, ciphertext })
  await append(recipientsStream(campaign, outreach), recipientsCodec.encode(eventId(newId()), chunk))
  await say(created)
  await say(scheduled(outreach, recipients))
  const phones = networkInProcess({ seed: 1, speed: 50, ...network })
  const said: string[] = []

  const worker = (name: string, change: (ports: WorkerPorts) => WorkerPorts = (p) => p): Worker =>
    startWorker(
      change({
        ...openMemoryStore(log),
        keys,
        snapshots: noSnapshots,
        carrier: phones.carrier({ travelMs: 20 }),
        clock: systemWorkerClock,
        log: { say: (level, what) => void said.push(`${name} ${level}: ${what}`) },
        newId,
        erase: (id) => async () => {
          await keys.destroy(id)()
          return right(undefined)
        },
      }),
      {
        name,
        incarnation: newId() as IncarnationId,
        share: { callsPerSecond: 400, channels: 40 },
        timing: quick,
      },
    )
  const read = async (stream: StreamName): Promise<readonly Recorded[]> => {
    const page = await (store as EventStore).read(stream, revision(0), 100_000)()
    return page._tag === 'Right' ? page.right.events : []
  }
  return {
    campaign,
    outreach,
    worker,
    say,
    said,
    phones,
    feed,
    keys,
    campaignEvents: () => read(campaignStream(campaign)),
    facts: () => read(callsStream(outreach)),
  }
}

/** Polls until it is so; bounds a failure, not a success. */
export const until = async (what: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> => {
  for (const end = Date.now() + withinMs; !(await what());) {
    if (Date.now() > end) throw new Error('it never came to be')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
