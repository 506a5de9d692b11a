/** `lastcall worker`: one of a name, leaves when asked, answers for its health, and yields without a network. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { countsOf, eventsOf, newCampaign, newOutreach, typesOf, untilFacts } from './campaign.fixture'
import type { Installation, Network } from './installation.fixture'
import { installation, quick } from './installation.fixture'
import type { Running } from './processes.fixture'
import { pause, until } from './processes.fixture'

let at: Installation
let network: Network
let campaign: CampaignId

beforeEach(async () => {
  at = await installation()
  network = await at.network({ speed: '12' })
  campaign = await newCampaign(at)
})
afterEach(() => at.remove())

const healthPort = async (worker: Running): Promise<number> => {
  const line = await until('it serves health', () => worker.out().includes('\n') && worker.out())
  return (JSON.parse(line) as { readonly health: number }).health
}

const health = async (port: number, path = '/healthz'): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).status

const yielded = async (): Promise<boolean> => typesOf(await eventsOf(at, campaign)).includes('DialingYielded')

test('the same name twice: the second is refused, the first goes on', async () => {
  const first = at.worker('one', '--health-port', '0')
  await healthPort(first)
  const second = await at.lastcall('worker', '--name', 'one')
  expect(second.code).toBe(3)
  expect(second.json.error).toMatchObject({ is: 'name taken', exit: 'refused' })
  expect(second.json.error.todo).toContain('--name')
  expect(first.child.exitCode).toBeNull()
  await first.kill('SIGKILL')
  const third = at.worker('one', '--health-port', '0')
  await healthPort(third)
})

test.each(['../one', 'a/b', '', '.'])('a name that is no file name is refused: %j', async (name) => {
  const refused = await at.lastcall('worker', '--name', name)
  expect(refused.code).toBe(2)
  expect(refused.json.error).toMatchObject({ is: 'bad option', exit: 'usage' })
})

test.each(['abc', '-1', '65536', '1.5'])(
  'a port that is none is refused before anything begins: %s',
  async (port) => {
    const refused = await at.lastcall('worker', `--health-port=${port}`)
    expect(refused.code).toBe(2)
    expect(refused.json.error).toMatchObject({ is: 'bad option', where: port })
    expect(refused.err).toBe('')
  },
)

test('a port that is taken: said, and the worker is gone', async () => {
  const port = await healthPort(at.worker('one', '--health-port', '0'))
  const refused = await at.lastcall('worker', '--name', 'two', '--health-port', String(port))
  expect(refused.code).toBe(2)
  expect(refused.json.error).toMatchObject({ is: 'cannot serve health', where: `port ${port}` })
})

describe('SIGTERM', () => {
  let outreach: OutreachId
  let worker: Running
  beforeEach(async () => {
    outreach = await newOutreach(at, campaign, 200)
    worker = at.worker('one')
    await untilFacts(at, outreach, 'CallRinging', 10)
  })

  test('it yields at once, follows its calls to their end within its bound, and leaves with 0', async () => {
    const asked = performance.now()
    worker.child.kill('SIGTERM')
    await until('it yields', yielded)
    const ended = await worker.end
    expect(ended.code).toBe(0)
    expect(performance.now() - asked).toBeLessThan(quick.drainMs + 6_000)
    const counts = await countsOf(at, campaign)
    expect(counts['never attempted']).toBeGreaterThan(0)
    expect([counts.authorized, counts['handed over'], counts.ringing, counts.connected]).toEqual([0, 0, 0, 0])
    expect(typesOf(await eventsOf(at, campaign)).at(-1)).toBe('DialingYielded')
  })

  test('a second one: it leaves at once, with 143', async () => {
    worker.child.kill('SIGTERM')
    await until('it yields', yielded)
    const ended = await worker.kill('SIGTERM')
    expect([ended.code, ended.signal]).toEqual([143, null])
    const counts = await countsOf(at, campaign)
    expect(counts.ringing + counts.connected + counts['handed over']).toBeGreaterThan(0)
  })
})

test('without the network it is unhealthy and yields; with it, it comes back and goes on', async () => {
  const outreach = await newOutreach(at, campaign, 200)
  const worker = at.worker('one', '--health-port', '0')
  const port = await healthPort(worker)
  await until('healthy', async () => (await health(port)) === 200)
  expect(await health(port, '/')).toBe(404)
  await untilFacts(at, outreach, 'CallPlaced', 10)
  await network.kill('SIGKILL')
  await until('unhealthy', async () => (await health(port)) === 503)
  await until('it yields', yielded)
  const placed = (await countsOf(at, campaign))['never attempted']
  await pause(500)
  expect((await countsOf(at, campaign))['never attempted']).toBe(placed)
  expect(placed).toBeGreaterThan(0)
  await at.network({ port: network.port, speed: '12' })
  await until('healthy again', async () => (await health(port)) === 200)
  await until('it calls again', async () => (await countsOf(at, campaign))['never attempted'] < placed)
  expect(worker.child.exitCode).toBeNull()
})
