/** R1, R12: a stop that races with the completion, with another stop or with a deletion is answered; the log is sound. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { eventsOf, newCampaign, newOutreach, untilFacts } from './campaign.fixture'
import type { Installation, Network, Told } from './installation.fixture'
import { installation } from './installation.fixture'
import { pause } from './processes.fixture'

let at: Installation
let network: Network

beforeAll(async () => {
  at = await installation()
  network = await at.network({ speed: '20' })
  at.worker('one')
})
afterAll(() => at.remove())

const outcomeOf = ({ code, json }: Told): string => {
  if (code === 0) return json.outreaches[0]?.was ?? 'nothing'
  expect(code).toBe(3)
  return json.error.is
}

/** No authorization behind the stop, whoever won (G1). */
const expectNoneBehind = async (campaign: CampaignId): Promise<void> => {
  const types = (await eventsOf(at, campaign)).map(({ type }) => type)
  const end = types.findIndex((type) => type === 'OutreachStopped' || type === 'OutreachCompleted')
  expect(end).toBeGreaterThan(0)
  expect(types.slice(end)).not.toContain('CallsAuthorized')
}

const called = 8

/** Stopped when so many of its calls have ended: the last of these races with the completion. */
const round = async (endedCalls: number): Promise<string> => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, called)
  await untilFacts(at, outreach, 'CallEnded', endedCalls)
  const told = await at.lastcall('stop', outreach, '--yes')
  await expectNoneBehind(campaign)
  const { json } = await at.lastcall('outreach', 'list', campaign)
  expect(json.outreaches[0]?.phase).toBe(told.code === 0 ? 'stopped' : 'completed')
  return outcomeOf(told)
}

test('a stop at any moment of a short outreach: stopped or refused, and nothing else', async () => {
  const moments = [0, 3, 5, 6, 7, 7, called]
  const outcomes = await Promise.all(moments.map(round))
  for (const outcome of outcomes) expect(['stopped now', 'outreach completed']).toContain(outcome)
  expect(outcomes).toContain('stopped now')
}, 120_000)

test('a completed outreach: a typed refusal that writes nothing', async () => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 2)
  await untilFacts(at, outreach, 'CallEnded', 2)
  for (let phase = ''; phase !== 'completed'; await pause(50))
    phase = (await at.lastcall('outreach', 'list', campaign)).json.outreaches[0]?.phase ?? ''
  const before = await eventsOf(at, campaign)
  const refused = await at.lastcall('stop', outreach, '--yes')
  expect(refused.code).toBe(3)
  expect(refused.json.error).toMatchObject({ is: 'outreach completed', where: outreach, exit: 'refused' })
  expect(refused.json.error.what).toContain('nothing left to stop')
  expect(await eventsOf(at, campaign)).toEqual(before)
})

test('four stops at once: one of them stopped it, the others find it stopped', async () => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 200)
  await untilFacts(at, outreach, 'CallPlaced', 1)
  const told = await Promise.all([1, 2, 3, 4].map(() => at.lastcall('stop', outreach, '--yes')))
  const outcomes = told.map(outcomeOf).sort()
  expect(outcomes).toEqual(['already stopped', 'already stopped', 'already stopped', 'stopped now'])
  expect(new Set(told.map(({ json }) => json.outreaches[0]?.revision)).size).toBe(1)
  await expectNoneBehind(campaign)
})

test('a stop beside a deletion: both are answered, and nothing is authorized behind either', async () => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 200)
  await untilFacts(at, outreach, 'CallPlaced', 1)
  const [stopped, deleted] = await Promise.all([
    at.lastcall('stop', outreach, '--yes'),
    at.lastcall('delete', campaign, '--yes'),
  ])
  expect(deleted.code).toBe(0)
  expect(['stopped now', 'campaign deleted']).toContain(outcomeOf(stopped))
  const types = (await eventsOf(at, campaign)).map(({ type }) => type)
  const end = types.findIndex((type) => type === 'OutreachStopped' || type === 'CampaignDeleted')
  expect(types.slice(end)).not.toContain('CallsAuthorized')
})

test('the audit of all these campaigns, with the record of the network, finds them sound', async () => {
  await at.end()
  const { code, json } = await at.lastcall('audit', '--network', network.record)
  expect(json.campaigns.length).toBe(10)
  expect(json.campaigns.map(({ violations }) => violations)).toEqual(json.campaigns.map(() => 0))
  expect(code).toBe(0)
})
