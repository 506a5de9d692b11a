/** Workers, a stop and the audit over `esdb://`, with real processes; the server is a stand-in, so quorum is not shown. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { existsSync, readdirSync } from 'node:fs'
import { eventsOf, newCampaign, newOutreach, someDay, typesOf, untilFacts } from './campaign.fixture'
import type { Server } from './eventstoredb.fixture'
import { startServer } from './eventstoredb.fixture'
import type { Installation, Network } from './installation.fixture'
import { installation } from './installation.fixture'
import type { Running } from './processes.fixture'
import { until } from './processes.fixture'
import { expectStopKept, killDialer } from './takeover.fixture'

let server: Server
let at: Installation
let network: Network
let campaign: CampaignId

beforeAll(async () => {
  server = await startServer()
  at = await installation()
  at.configure({ store: server.address })
  network = await at.network({ speed: '12' })
  campaign = await newCampaign(at)
})
afterAll(async () => {
  await at.remove()
  await server.end()
})

describe('two workers, one killed, and a stop', () => {
  let outreach: OutreachId
  const workers = new Map<string, Running>()

  test('the other takes over; from the stop on nothing is authorized, and every promise holds', async () => {
    outreach = await newOutreach(at, campaign, 400)
    for (const name of ['anna', 'ben']) workers.set(name, at.worker(name))
    await untilFacts(at, outreach, 'CallAnswered', 5)
    await killDialer(at, campaign, workers)
    const stopped = await at.lastcall('stop', outreach, '--reason', 'wrong message', '--yes')
    expect(stopped.code).toBe(0)
    expect(stopped.json.outreaches[0]).toMatchObject({ was: 'stopped now', refused: null })
    await expectStopKept(at, campaign, network)
  }, 90_000)

  test('names in the log tell hosts apart: the same name elsewhere is another worker', async () => {
    const names = (await eventsOf(at, campaign)).flatMap(({ type, data }) =>
      type === 'DialingClaimed' ? [(data as { readonly worker: string }).worker] : [],
    )
    for (const name of names) expect(name).toMatch(/^(anna|ben)@[0-9a-f]{8}$/)
  })

  test('lists and histories are kept beside the configuration, in a folder of this log alone', () => {
    expect(existsSync(at.path('events.db'))).toBe(false)
    const [of, ...others] = readdirSync(at.path('snapshots'))
    expect([of, others]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), []])
    expect(readdirSync(at.path(`snapshots/${of}`)).length).toBeGreaterThan(0)
  })

  test('deleted: for good, and its recipients are not readable any more', async () => {
    expect((await at.lastcall('delete', campaign, '--yes')).code).toBe(0)
    expect((await at.lastcall('delete', campaign, '--yes')).json.error.is).toBe('campaign deleted')
    expect(typesOf(await eventsOf(at, campaign))).toContain('CampaignDeleted')
    expect((await at.lastcall('uncalled', outreach, '--export', 'rest.csv')).code).not.toBe(0)
    expect(existsSync(at.path('rest.csv'))).toBe(false)
  })
})

test('--store goes before the configuration, and no list of one log is taken for the other’s', async () => {
  at.configure({ store: 'events.db' })
  expect((await at.lastcall('campaign', 'list')).json.campaigns).toEqual([])
  const there = await at.lastcall('--store', server.address, 'audit', campaign)
  expect([there.code, there.json.campaigns[0]?.campaign]).toEqual([0, campaign])
  expect((await at.lastcall('campaign', 'list')).json.campaigns).toEqual([])
  at.configure({ store: server.address })
})

test('store check: version, node, times', async () => {
  const { code, json } = await at.lastcall('store', 'check')
  expect(code).toBe(0)
  expect(json).toMatchObject({
    version: '24.10.14',
    followed: true,
    nodes: [{ role: 'leader', isAlive: true }],
  })
  expect((await at.shown('store', 'check')).out).toMatch(/an append takes [\d.]+ ms/)
})

describe('a wrong address says what is wrong, where, and what to do, and keeps the password for itself', () => {
  test.each([
    ['esdb://ada:Sesame7@h?tls=false&x=1', 2, 'wrong configuration', /option x is unknown/],
    ['kurrentdb://ada:Sesame7@h', 2, 'wrong configuration', /esdb:\/\/ reaches KurrentDB/],
    ['esdb://ada@h', 2, 'wrong configuration', /ada has no passwordFile/],
    ['esdb://h', 2, 'wrong configuration', /a user and a passwordFile/],
    ['esdb://ada:Sesame7@h?tls=false&nodePreference=follower', 2, 'wrong configuration', /leader/],
    ['esdb://ada:Sesame7@127.0.0.1:9?tls=false', 5, 'no contact', /ECONNREFUSED/],
  ])('%s', async (store, code, is, what) => {
    const wrong = await at.lastcall('--store', store, 'status')
    expect([wrong.code, wrong.json.error.is]).toEqual([code, is])
    expect(wrong.json.error.what).toMatch(what)
    expect(wrong.json.error.where).toMatch(/^(esdb|kurrentdb):\/\/(h|127\.0\.0\.1:9)$/)
    expect(wrong.json.error.todo).toContain('LASTCALL_STORE_PASSWORD')
    expect(wrong.out + wrong.err).not.toContain('Sesame7')
  })

  test('files that are not there are named', async () => {
    at.configure({ eventstoredb: { user: 'ada', passwordFile: 'nowhere' } })
    const { code, json } = await at.lastcall('--store', 'esdb://h', 'status')
    expect([code, json.error.what]).toEqual([
      2,
      expect.stringContaining(`${at.path('nowhere')} cannot be read`),
    ])
    at.configure({ eventstoredb: {} })
  })
})

test('a stop while the server is frozen says that it is not committed, and commits when the server is back', async () => {
  const outreach = await newOutreach(at, await newCampaign(at), 5, someDay)
  server.child.kill('SIGSTOP')
  const stop = at.start(['--json', 'stop', outreach, '--yes'])
  await until('it says so', () => stop.err().includes('stop requested, not committed yet'))
  expect(stop.err()).toContain('esdb://127.0.0.1:')
  server.child.kill('SIGCONT')
  const { code, out } = await stop.end
  expect([code, JSON.parse(out)]).toMatchObject([0, { outreaches: [{ was: 'stopped now', refused: null }] }])
}, 60_000)
