/** A day's work with the commands: lists by tab (R11), a stop, the uncalled scheduled again (R9), the audit. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AttemptId, CampaignId, IncarnationId, OutreachId } from '@lastcall/domain'
import { campaignCodec, campaignStream, phases, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { existsSync, readFileSync, statSync } from 'node:fs'
import {
  logOf,
  newCampaign,
  newOutreach,
  numberOf,
  someDay,
  untilFacts,
  verdictsOf,
} from './campaign.fixture'
import type { Installation, Network } from './installation.fixture'
import { installation } from './installation.fixture'
import { until } from './processes.fixture'

let at: Installation
let network: Network
let campaign: CampaignId
let stopped: OutreachId
const outreaches = new Map<string, OutreachId>()

beforeAll(async () => {
  at = await installation()
  network = await at.network({ speed: '20' })
  campaign = await newCampaign(at)
  outreaches.set('completed', await newOutreach(at, campaign, 4))
  stopped = await newOutreach(at, campaign, 300)
  outreaches.set('stopped', stopped)
  at.worker('one')
  await untilFacts(at, stopped, 'CallAnswered', 8)
  const done = await at.lastcall('stop', stopped, '--reason', 'wrong message', '--yes')
  if (done.code !== 0) throw new Error(done.out + done.err)
  await until('the last call has ended', async () => {
    const { json } = await at.lastcall('status', campaign)
    const counts = json.campaigns[0]?.outreaches.map((each) => each.counts) ?? []
    return counts.every((c) => c.ringing + c.connected + c.authorized + c['handed over'] === 0)
  })
  outreaches.set('scheduled', await newOutreach(at, campaign, 9, someDay))
}, 90_000)
afterAll(() => at.remove())

test('R11: each outreach is under exactly one tab, and shows its file (R13)', async () => {
  outreaches.set('in progress', await newOutreach(at, campaign, 400))
  await until('it has started', async () => {
    const { json } = await at.lastcall('outreach', 'list', campaign, '--tab', 'in progress')
    return json.outreaches.length > 0
  })
  const seen: OutreachId[] = []
  for (const tab of phases) {
    const { code, json } = await at.lastcall('outreach', 'list', campaign, '--tab', tab)
    expect(code).toBe(0)
    expect(json.outreaches.map(({ outreach }) => outreach)).toContain(outreaches.get(tab))
    for (const each of json.outreaches) expect(each.phase).toBe(tab)
    seen.push(...json.outreaches.map(({ outreach }) => outreach))
  }
  expect([...seen].sort()).toEqual([...outreaches.values()].sort())
  const bad = await at.lastcall('outreach', 'list', campaign, '--tab', 'paused')
  expect(bad.code).toBe(2)
  expect(bad.json.error.todo).toContain('scheduled, in progress, completed, stopped, or all')
  const { out } = await at.shown('outreach', 'list', campaign, '--tab', 'stopped')
  expect(out).toMatch(/people-300\.csv\s+stopped\s.*: wrong message$/m)
})

test('R15: under Stopped with time, actor and reason; status shows counts and who dials', async () => {
  const { json } = await at.lastcall('outreach', 'list', campaign, '--tab', 'stopped')
  expect(json.outreaches[0]?.stop).toMatchObject({ reason: 'wrong message', actor: expect.any(String) })
  const { out } = await at.shown('status')
  expect(out).toContain(`campaign ${campaign}, dialed by one`)
  expect(out).toMatch(new RegExp(`^${stopped}\\s+stopped\\s+300\\s+[1-9]`, 'm'))
})

describe('R9: who was not reached', () => {
  const rest = (): string => at.path('rest.csv')

  test('is counted, exported for its owner alone, and scheduled again as a new outreach', async () => {
    const told = await at.lastcall('uncalled', stopped, '--export', rest())
    expect(told.code).toBe(0)
    const { counts } = told.json
    const many = (counts['never attempted'] ?? 0) + (counts['not reached'] ?? 0)
    expect(counts['never attempted']).toBeGreaterThan(0)
    expect(statSync(rest()).mode & 0o777).toBe(0o600)
    const lines = readFileSync(rest(), 'utf8').trim().split('\n')
    expect(lines).toHaveLength(many + 1)
    expect(lines.at(-1)).toContain(numberOf(299))
    const again = await at.lastcall('outreach', 'schedule', campaign, rest(), '--start-at', someDay)
    expect(again.code).toBe(0)
    expect(again.json).toMatchObject({ recipients: many, rejected: 0 })
    expect(again.json.outreach).not.toBe(stopped)
  })

  test('a file that is there is not replaced', async () => {
    const before = readFileSync(rest(), 'utf8')
    const told = await at.lastcall('uncalled', stopped, '--export', rest())
    expect(told.code).toBe(2)
    expect(told.json.error).toMatchObject({ is: 'cannot export', where: rest() })
    expect(readFileSync(rest(), 'utf8')).toBe(before)
  })

  test('is refused while the outreach goes on, and no file is made', async () => {
    const scheduled = outreaches.get('scheduled') ?? ''
    const told = await at.lastcall('uncalled', scheduled, '--export', at.path('early.csv'))
    expect(told.code).toBe(3)
    expect(told.json.error).toMatchObject({ is: 'outreach not ended', where: scheduled })
    expect(existsSync(at.path('early.csv'))).toBe(false)
  })
})

test('the audit against the record of the network holds, and tells the stop', async () => {
  await at.lastcall('stop', '--all', campaign, '--live-calls', 'hang-up-all', '--yes')
  await at.end()
  const { code, verdicts } = await verdictsOf(at, campaign, '--network', network.record)
  expect(Object.values(verdicts)).not.toContain('violated')
  expect(verdicts).toMatchObject({ G1: 'holds', G2: 'holds', readable: 'holds' })
  expect(code).toBe(0)
  const { out } = await at.shown('audit', campaign, '--network', network.record, '--report')
  expect(out).toMatch(/^G1\s+holds/m)
  expect(out).toContain(stopped)
  const missing = await at.lastcall('audit', '--network', at.path('none.jsonl'))
  expect(missing.code).toBe(2)
  expect(missing.json.error).toMatchObject({ is: 'file unreadable', where: at.path('none.jsonl') })
})

test('G7: an authorization behind a stop is found, named, and is exit code 6', async () => {
  const log = await logOf(at)
  const event = {
    ...{ type: 'CallsAuthorized', at: timestamp(Date.now()), outreach: stopped, permitMs: 300 },
    ...{ incarnation: 'e'.repeat(32) as IncarnationId, callsSeen: [], suppressionSeen: null },
    calls: [[299, 1, 'f'.repeat(32) as AttemptId, -300]],
  } as const
  const encoded = campaignCodec.encode(eventId('9'.repeat(32)), event as never)
  await log.store.append(campaignStream(campaign), 'anything', [encoded])()
  await log.close()
  const { code, verdicts } = await verdictsOf(at, campaign)
  expect([code, verdicts['G1']]).toEqual([6, 'violated'])
  const shown = await at.shown('audit', campaign)
  expect(shown.code).toBe(6)
  expect(shown.out).toMatch(/^G1\s+violated.*\n\s+! /m)
})
