/** The dialing worker dies or freezes while telephones ring: one takes over, nobody is called twice, nothing is late. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import type { NetworkRecord } from '@lastcall/carrier'
import { readFileSync } from 'node:fs'
import { countsOf, newCampaign, newOutreach, untilFacts, verdictsOf } from './campaign.fixture'
import type { Installation, Network } from './installation.fixture'
import { installation, quick } from './installation.fixture'
import type { Running } from './processes.fixture'
import { pause, until } from './processes.fixture'
import { dialerOf } from './takeover.fixture'

const recipients = 160

let at: Installation
let network: Network
let campaign: CampaignId
let outreach: OutreachId
let workers: ReadonlyMap<string, Running>

beforeEach(async () => {
  at = await installation()
  network = await at.network({ speed: '20' })
  campaign = await newCampaign(at)
  outreach = await newOutreach(at, campaign, recipients)
  workers = new Map(['one', 'two'].map((name) => [name, at.worker(name)]))
})
afterEach(() => at.remove())

const dialer = (): Promise<string | null> => dialerOf(at, campaign)

const dialing = async (): Promise<readonly [string, Running]> => {
  await untilFacts(at, outreach, 'CallRinging', 15)
  const name = (await dialer()) ?? ''
  const worker = workers.get(name)
  if (worker === undefined) throw new Error(`${name} dials`)
  return [name, worker]
}

const originated = (): readonly NetworkRecord[] =>
  readFileSync(network.record, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as NetworkRecord)
    .filter(({ saw }) => saw === 'originate')

const untilDone = () =>
  until(
    'the outreach is done',
    async () => {
      const { json } = await at.lastcall('status', campaign)
      return json.campaigns[0]?.outreaches[0]?.phase === 'completed'
    },
    60_000,
  )

/** After the network has left, so that its record is whole. */
const expectSound = async (): Promise<void> => {
  await network.kill('SIGTERM')
  const { code, verdicts } = await verdictsOf(at, campaign, '--network', network.record)
  expect(Object.values(verdicts).filter((verdict) => verdict !== 'holds' && verdict !== 'open')).toEqual([])
  expect(verdicts['network']).toBeDefined()
  expect(code).toBe(0)
}

test('G2, G5: kill -9 while calls ring: the other takes over, follows or gives up every call, and calls nobody twice', async () => {
  const [killed, worker] = await dialing()
  await worker.kill('SIGKILL')
  await until('another dials', async () => (await dialer()) !== killed && (await dialer()) !== null)
  await untilDone()
  const to = originated().map((line) => line.to)
  expect(new Set(to).size).toBe(to.length)
  const attempts = originated().map(({ attempt }) => attempt)
  expect(new Set(attempts).size).toBe(attempts.length)
  expect(to.length).toBeGreaterThan(recipients * 0.9)
  const counts = await countsOf(at, campaign)
  expect([counts.authorized, counts['handed over'], counts.ringing, counts.connected]).toEqual([0, 0, 0, 0])
  expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(recipients)
  await expectSound()
})

test('G3: frozen for longer than a permit and woken: nothing leaves late, and one of them goes on', async () => {
  const [frozen, worker] = await dialing()
  worker.child.kill('SIGSTOP')
  await pause(quick.permitMs + 100)
  // A process that is frozen in the middle of a write keeps the log's lock: then nobody takes over before it wakes.
  await until('another dials', async () => (await dialer()) !== frozen, 5_000).catch(() => null)
  worker.child.kill('SIGCONT')
  await untilDone()
  const to = originated().map((line) => line.to)
  expect(new Set(to).size).toBe(to.length)
  await expectSound()
})

test('G3: a short freeze, over before anybody takes over: nothing leaves late either', async () => {
  const [, worker] = await dialing()
  for (let i = 0; i < 4; i += 1) {
    worker.child.kill('SIGSTOP')
    await pause(quick.permitMs + 50)
    worker.child.kill('SIGCONT')
    await pause(150)
  }
  await untilDone()
  await expectSound()
})
