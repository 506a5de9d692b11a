/** Opening makes contact or says why not; closing leaves nothing open; appends are calls of their own. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { streamName } from '@lastcall/eventlog'
import type { Standin } from '@lastcall/eventstoredb-standin'
import { startStandin } from '@lastcall/eventstoredb-standin'
import { openEventStoreDb } from '.'
import { noted, opened, pulled } from './standin.fixture'

const stream = streamName('campaign-a')
let standin: Standin

beforeEach(async () => {
  standin = await startStandin()
})
afterEach(() => standin.stop())

const cannot = async (text: string): Promise<unknown> => {
  const answer = await openEventStoreDb(text, { firstContactMs: 300, lookMs: 200 })()
  if (answer._tag === 'Left') return answer.left
  await answer.right.close()
  return 'opened'
}

test('hazards 1 and 3: no append is a batch, and nobody asks for capabilities', async () => {
  const [one, other] = [await opened(standin.connectionString), await opened(standin.connectionString)]
  const appends = Array.from({ length: 40 }, (_, k) =>
    (k % 2 === 0 ? one : other).store.append(stream, 'anything', [noted(k)])(),
  )
  for (const answer of await Promise.all(appends)) expect(answer._tag).toBe('Right')
  expect(standin.faults.calls('append')).toBe(40)
  expect([standin.faults.calls('batch'), standin.faults.calls('features')]).toEqual([0, 0])
  for (const db of [one, other]) await db.close()
})

test('hazard 1: an error of one client is nobody else’s', async () => {
  const elsewhere = await startStandin()
  const [one, other] = [await opened(standin.connectionString), await opened(elsewhere.connectionString)]
  standin.faults.on('append', { is: 'slow', ms: 300 }, 1)
  elsewhere.faults.on('append', { is: 'status', code: 13, details: 'broken' }, 1)
  const stored = one.store.append(stream, 'anything', [noted(0)])()
  expect((await other.store.append(stream, 'anything', [noted(0)])())._tag).toBe('Left')
  expect(await stored).toMatchObject({ right: 0 })
  for (const db of [one, other]) await db.close()
  await elsewhere.stop()
})

test('hazard 3: a server whose clock is ahead takes every append', async () => {
  const ahead = await startStandin({ nowMs: () => Date.now() + 20_000 })
  const db = await opened(ahead.connectionString)
  expect(await db.store.append(stream, 'anything', [noted(0)])()).toMatchObject({ right: 0 })
  await db.close()
  await ahead.stop()
})

test('hazard 4: closing ends the channels too, of replaced clients as well, with followers and calls under way', async () => {
  const db = await opened(standin.connectionString, { appendMs: 200 })
  const live = pulled(db.feed.follow({ types: ['Noted'] }, null, new AbortController().signal))
  await live.untilCaughtUp()
  const waiting = live.next()
  standin.faults.on('append', { is: 'frozen' }, 1)
  await db.store.append(stream, 'anything', [noted(0)])()
  await db.store.append(stream, 'anything', [noted(1)])()
  standin.faults.on('append', { is: 'slow', ms: 100 }, 1)
  const late = db.store.append(stream, 'anything', [noted(2)])()
  // Calls, the feed, and the one that was replaced: each has a socket of its own.
  expect(standin.connections()).toBe(3)
  await db.close()
  expect((await late)._tag).toBe('Right')
  await waiting.catch(() => undefined)
  for (let k = 0; k < 100 && standin.connections() > 0; k += 1)
    await new Promise((next) => setTimeout(next, 20))
  expect(standin.connections()).toBe(0)
})

test('nobody there: no contact, in bounded time', async () => {
  await standin.kill()
  expect(await cannot(standin.connectionString)).toMatchObject({ is: 'no contact' })
  await standin.restart()
})

test('a server that froze: no contact', async () => {
  standin.freeze()
  expect(await cannot(standin.connectionString)).toMatchObject({ is: 'no contact' })
  standin.thaw()
})

test('nobody who may read the log: not allowed, at once', async () => {
  standin.faults.on('read all', { is: 'status', code: 16, details: 'who?', exception: 'access-denied' })
  expect(await cannot(standin.connectionString)).toMatchObject({ is: 'not allowed' })
})

test('a server that is not ready yet is waited for', async () => {
  standin.faults.on('read all', { is: 'not ready' }, 1)
  expect(await cannot(standin.connectionString)).toBe('opened')
})

test('of several hosts one that lives is enough to find the leader', async () => {
  const host = `127.0.0.1:${standin.port}`
  expect(await cannot(`esdb://127.0.0.1:1,${host}?tls=false`)).toBe('opened')
  expect(await cannot('esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1')).toMatchObject({
    is: 'no contact',
    why: expect.stringMatching(/^error: Failed to discover/) as unknown,
  })
})

test('the client’s own warnings do not reach the console', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  await (await opened(standin.connectionString)).close()
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})
