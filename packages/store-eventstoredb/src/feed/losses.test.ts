/** However a subscription ends, the next one begins behind the last event handed out: no gap, no repeat, no error. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { streamName } from '@lastcall/eventlog'
import type { Standin, StandinOptions } from '@lastcall/eventstoredb-standin'
import { newLog, startStandin } from '@lastcall/eventstoredb-standin'
import type { EventStoreDb, EventStoreDbOptions, Notice } from '..'
import type { Puller } from '../standin.fixture'
import { noted, opened, pulled } from '../standin.fixture'

const stream = streamName('campaign-a')
const everything = { types: ['Noted'] }
const upTo = (count: number, from = 0): readonly number[] => Array.from({ length: count }, (_, k) => from + k)

const ends: (() => Promise<void> | void)[] = []
let over: AbortController
beforeEach(() => {
  over = new AbortController()
})
afterEach(async () => {
  over.abort()
  for (const end of ends.splice(0).reverse()) await end()
})

interface Place {
  readonly standin: Standin
  readonly db: EventStoreDb
  readonly notices: Notice[]
  readonly put: (count: number) => Promise<void>
  readonly follow: () => Puller
}

const place = async (options?: StandinOptions, more: EventStoreDbOptions = {}): Promise<Place> => {
  const standin = await startStandin(options)
  const notices: Notice[] = []
  const notice = (one: Notice): void => void notices.push(one)
  const db = await opened(standin.connectionString, { lookMs: 300, watchMs: 300, ...more, notice })
  ends.push(standin.stop, db.close)
  let written = 0
  return {
    ...{ standin, db, notices },
    follow: () => pulled(db.feed.follow(everything, null, over.signal)),
    put: async (count) => {
      const events = upTo(count, written).map((k) => noted(k))
      written += count
      for (;;) {
        const answer = await db.store.append(stream, 'anything', events as never)()
        if (answer._tag === 'Right') return
      }
    },
  }
}

const lost = (notices: readonly Notice[]): number =>
  notices.filter(({ is }) => is === 'subscription lost').length

describe('hazard 7: a live subscription that', () => {
  const losses: readonly (readonly [string, (standin: Standin) => Promise<void> | void])[] = [
    ['the server ends well', (standin) => standin.endStreams('ok')],
    ['the server drops as too slow', (standin) => standin.endStreams('dropped')],
    ['breaks with its connection', (standin) => standin.cut()],
    [
      'dies with its server',
      async (standin) => {
        await standin.kill()
        await standin.restart()
      },
    ],
  ]
  test.each(losses)('%s goes on where it was', async (_, lose) => {
    const { standin, notices, put, follow } = await place()
    await put(3)
    const live = follow()
    expect(await live.untilCaughtUp()).toEqual(upTo(3))
    for (let round = 1; round <= 3; round += 1) {
      await lose(standin)
      await put(3)
      expect(await live.ks(3)).toEqual(upTo(3, 3 * round))
    }
    expect(lost(notices)).toBeGreaterThanOrEqual(1)
  })

  test('is lost in the middle of what waits goes on behind what was handed out, not behind what had come', async () => {
    const { standin, put, follow } = await place()
    await put(400)
    const live = follow()
    expect(await live.ks(10)).toEqual(upTo(10))
    standin.cut()
    await put(5)
    expect(await live.ks(395)).toEqual(upTo(395, 10))
  })
})

test('23.10 drops whoever gets a large append: everything comes once, in order, all the same', async () => {
  const { notices, put, follow } = await place({ dropAfter: 64 })
  const live = follow()
  await live.untilCaughtUp()
  for (let round = 0; round < 3; round += 1) {
    await put(150)
    expect(await live.ks(150)).toEqual(upTo(150, 150 * round))
  }
  expect(lost(notices)).toBeGreaterThanOrEqual(1)
  expect(notices.every((one) => one.is === 'subscription lost' && one.againInMs === 0)).toBe(true)
})

describe('a silent subscription', () => {
  test('never says that it has caught up while the log holds more, and is replaced', async () => {
    const { standin, notices, put, follow } = await place()
    standin.faults.on('subscribe', { is: 'silent' }, 1)
    const live = follow()
    await live.untilCaughtUp()
    await put(2)
    expect(await live.ks(2)).toEqual([0, 1])
    expect(lost(notices)).toBe(1)
  })

  test('is noticed also while nobody pulls anything new out of it', async () => {
    const { standin, put, follow } = await place()
    await put(1)
    const live = follow()
    await live.untilCaughtUp()
    standin.faults.on('subscribe', { is: 'silent' }, 1)
    standin.cut()
    const coming = live.ks(1)
    await put(1)
    expect(await coming).toEqual([1])
  })
})

test('caught up is not said on the word of an answer that was cut short', async () => {
  const { standin, put, follow } = await place()
  await put(1)
  const live = follow()
  await live.untilCaughtUp()
  standin.faults.on('subscribe', { is: 'silent' }, 1)
  standin.cut()
  await put(1)
  standin.faults.on('read all', { is: 'ended' }, 3)
  expect(await live.ks(1)).toEqual([1])
})

test('back-pressure reaches the server: whoever does not pull is sent little more', async () => {
  const { standin, db, follow } = await place()
  const filling = 'x'.repeat(8 * 1024)
  const batch = (): unknown => upTo(100).map((k) => ({ ...noted(k), data: { k, filling } }))
  for (let round = 0; round < 20; round += 1) await db.store.append(stream, 'anything', batch() as never)()
  const live = follow()
  await live.ks(1)
  let sent = -1
  for (let quiet = 0; quiet < 10; quiet = sent === standin.sent() ? quiet + 1 : 0) {
    sent = standin.sent()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(sent).toBeLessThan(1_500)
  expect(await live.ks(1_999)).toHaveLength(1_999)
})

test('hazard 8: a frozen peer is noticed in seconds, nothing is said meanwhile, and it goes on after the thaw', async () => {
  const { standin, notices, put, follow } = await place()
  await put(1)
  const live = follow()
  await live.untilCaughtUp()
  const coming = live.ks(1)
  standin.freeze()
  const begun = performance.now()
  while (lost(notices) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(performance.now() - begun).toBeLessThan(8_000)
  standin.thaw()
  await put(1)
  expect(await coming).toEqual([1])
})

test('a server that is away for longer than that is told to the follower: it throws', async () => {
  const { standin, follow } = await place({}, { lostAfterMs: 600 })
  const live = follow()
  await live.untilCaughtUp()
  await standin.kill()
  await expect(live.next()).rejects.toThrow('the store is lost')
  await standin.restart()
})

test('whoever may not read the log is told at once', async () => {
  const { standin, follow } = await place()
  standin.faults.on('subscribe', { is: 'status', code: 7, details: 'no', exception: 'access-denied' })
  await expect(follow().next()).rejects.toThrow('refuses')
})

test('an endless row of losses is met with longer and longer waits', async () => {
  const { standin, notices, follow } = await place({}, { lostAfterMs: 2_000 })
  standin.faults.on('subscribe', { is: 'ended' })
  const waiting = follow().next()
  waiting.catch(() => undefined)
  while (lost(notices) < 5) await new Promise((resolve) => setTimeout(resolve, 20))
  const waits = notices.map((one) => (one.is === 'subscription lost' ? one.againInMs : 0))
  expect(waits.slice(0, 4)).toEqual([0, 50, 100, 200])
})

test('hazard 4: a new client for calls does not cut the follower, and the other way round', async () => {
  const { standin, db, notices, put, follow } = await place({}, { appendMs: 200 })
  const live = follow()
  await live.untilCaughtUp()
  standin.faults.on('append', { is: 'frozen' }, 1)
  await db.store.append(stream, 'anything', [noted(99)])()
  expect(notices).toEqual([{ is: 'client replaced', of: 'calls' }])
  await put(1)
  expect(await live.ks(1)).toEqual([0])
  expect(lost(notices)).toBe(0)
})

test('two nodes: whoever is sent away by a follower finds the leader, for appends, reads and the feed', async () => {
  const log = newLog()
  const leader = await startStandin({}, { log })
  const follower = await startStandin({ role: 'follower', leaderPort: leader.port }, { log })
  const db = await opened(follower.connectionString)
  ends.push(leader.stop, follower.stop, db.close)
  for (;;) if ((await db.store.append(stream, 'nothing-yet', [noted(0)])())._tag === 'Right') break
  const live = pulled(db.feed.follow(everything, null, over.signal))
  expect(await live.untilCaughtUp()).toEqual([0])
  expect(leader.faults.calls('append')).toBe(1)
})
