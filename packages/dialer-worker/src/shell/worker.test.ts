import { afterEach, expect, test } from '@jest/globals'
import type { CampaignEvent, LiveCalls, Sealed } from '@lastcall/domain'
import { CampaignDeleted, OutreachStopped, timestamp } from '@lastcall/domain'
import { newId, until, world } from './campaign.fixture'
import type { Worker } from './worker'

type World = Awaited<ReturnType<typeof world>>

const workers: Worker[] = []
const worlds: World[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.shutDown()))
  for (const w of worlds.splice(0)) w.phones.close()
})

const made = async (...args: Parameters<typeof world>): Promise<World> => {
  const w = await world(...args)
  worlds.push(w)
  return w
}

const start = (w: World, name: string, change?: Parameters<World['worker']>[1]): Worker => {
  const worker = w.worker(name, change)
  workers.push(worker)
  return worker
}

const actor = newId() as never
const stop = (w: World, liveCalls: LiveCalls = 'drain'): CampaignEvent =>
  OutreachStopped({
    at: timestamp(Date.now()),
    outreach: w.outreach,
    actor,
    liveCalls,
    sealed: { reason: '' as Sealed },
  })

const has = async (w: World, type: string): Promise<boolean> =>
  (await w.campaignEvents()).some((event) => event.type === type)

const originates = (w: World) => w.phones.record().filter(({ saw }) => saw === 'originate')

/** Every authorized attempt has one terminal fact, and every originate was authorized, once. */
const expectEveryCallAccounted = async (w: World): Promise<void> => {
  const authorized = (await w.campaignEvents())
    .filter(({ type }) => type === 'CallsAuthorized')
    .flatMap(({ data }) =>
      (data as { calls: [number, number, string, number][] }).calls.map(([, , id]) => id),
    )
  const closed = (await w.facts())
    .filter(({ type }) => ['CallEnded', 'CallReleased', 'CallUnresolved'].includes(type))
    .map(({ data }) => (data as { attempt: string }).attempt)
  expect(new Set(closed)).toEqual(new Set(authorized))
  const placed = originates(w).map(({ attempt }) => attempt as string)
  expect(new Set(placed).size).toBe(placed.length)
  expect(authorized).toEqual(expect.arrayContaining(placed))
}

test('a due outreach is started, everybody is called, and it is completed', async () => {
  const w = await made(60)
  const worker = start(w, 'one')
  await until(() => has(w, 'OutreachCompleted'))
  await expectEveryCallAccounted(w)
  expect(new Set(originates(w).map(({ to }) => to)).size).toBe(60)
  expect(worker.status()).toMatchObject({ healthy: true, feed: 'live' })
  await until(() => worker.status().campaigns.length === 0)
})

test('G1, G4: after a stop nothing more is authorized, and the outreach falls quiet and is accounted for', async () => {
  const w = await made(400)
  start(w, 'one')
  await until(() => originates(w).length > 40)
  await w.say(stop(w))
  await until(() => has(w, 'OutreachQuiesced'))
  const seen = originates(w).length
  const types = (await w.campaignEvents()).map(({ type }) => type)
  expect(types.lastIndexOf('CallsAuthorized')).toBeLessThan(types.indexOf('OutreachStopped'))
  await until(async () => {
    const facts = await w.facts()
    const count = (type: string) => facts.filter((fact) => fact.type === type).length
    return count('CallPlaced') === count('CallEnded')
  })
  await expectEveryCallAccounted(w)
  expect(originates(w)).toHaveLength(seen)
  expect(seen).toBeLessThan(400)
})

test('a worker that dies is followed by another, and nobody is called twice', async () => {
  const w = await made(120, { mix: { answered: 1 }, times: { talkMs: [20_000, 20_000] } })
  let dead = false
  start(w, 'mortal', (ports) => ({
    ...ports,
    // From its death on nothing that it does gets anywhere.
    store: {
      ...ports.store,
      append: (...args) => (dead ? () => new Promise(() => undefined) : ports.store.append(...args)),
    },
    carrier: {
      ...ports.carrier,
      originate: (call, gate) =>
        dead ? async () => ({ is: 'not sent', why: 'dead' }) : ports.carrier.originate(call, gate),
    },
  }))
  await until(() => originates(w).length > 30)
  start(w, 'heir')
  dead = true
  await until(() => has(w, 'OutreachCompleted'), 40_000)
  await expectEveryCallAccounted(w)
  expect(originates(w)).toHaveLength(120)
})

test('hangUpAll ends the calls that are live at the stop', async () => {
  const w = await made(100, {
    speed: 1,
    mix: { answered: 1 },
    times: { setupMs: [5, 5], ringMs: [20, 20], talkMs: [60_000, 60_000] },
  })
  start(w, 'one')
  await until(() => w.phones.record().filter(({ saw }) => saw === 'answered').length > 10)
  await w.say(stop(w, 'hangUpAll'))
  await until(() => w.phones.record().filter(({ saw }) => saw === 'ended').length === originates(w).length)
  await until(() => has(w, 'OutreachQuiesced'))
})

test('R6, R16: after a deletion nobody is called, the deletion is finished, and calls are followed to their end', async () => {
  const w = await made(300)
  start(w, 'one')
  await until(() => originates(w).length > 20)
  await w.say(CampaignDeleted({ at: timestamp(Date.now()), actor, liveCalls: 'drain' }))
  await until(() => has(w, 'OutreachQuiesced'))
  await until(async () => (await w.keys.get(w.campaign)())._tag === 'Left')
  const types = (await w.campaignEvents()).map(({ type }) => type)
  expect(types.lastIndexOf('CallsAuthorized')).toBeLessThan(types.indexOf('CampaignDeleted'))
  await until(
    async () => (await w.facts()).filter(({ type }) => type === 'CallEnded').length === originates(w).length,
  )
  await expectEveryCallAccounted(w)
})

test('an orderly shutdown yields, follows its calls, and another claims at once', async () => {
  const w = await made(400)
  const first = start(w, 'one')
  await until(() => originates(w).length > 20)
  await first.shutDown()
  expect(await has(w, 'DialingYielded')).toBe(true)
  const before = originates(w).length
  start(w, 'two')
  await until(() => originates(w).length > before)
  const claims = (await w.campaignEvents()).filter(({ type }) => type === 'DialingClaimed')
  expect(claims.at(-1)?.data).toMatchObject({ worker: 'two', because: 'predecessor yielded' })
})

test('no number is in what a worker says', async () => {
  const w = await made(40)
  start(w, 'one')
  await until(() => has(w, 'OutreachCompleted'))
  expect(w.said.join('\n')).not.toMatch(/303555/)
  expect(JSON.stringify([...(await w.campaignEvents()), ...(await w.facts())])).not.toMatch(/303555/)
})
