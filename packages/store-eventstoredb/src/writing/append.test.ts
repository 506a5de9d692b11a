/** Appends without an answer: what the stream shows afterwards decides, and nothing else does. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { EventId, Expected, NewEvent } from '@lastcall/eventlog'
import { revision, streamName } from '@lastcall/eventlog'
import type { Fault, Standin } from '@lastcall/eventstoredb-standin'
import { startStandin } from '@lastcall/eventstoredb-standin'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventStoreDb, Notice } from '..'
import { newId, noted, opened } from '../standin.fixture'

const stream = streamName('campaign-a')
const appendMs = 300

let standin: Standin
let db: EventStoreDb
let notices: Notice[]

beforeEach(async () => {
  standin = await startStandin()
  notices = []
  const notice = (one: Notice): void => void notices.push(one)
  db = await opened(standin.connectionString, { appendMs, lookMs: appendMs, notice })
})

afterEach(async () => {
  await db.close()
  await standin.stop()
})

const append = (expected: Expected, ...events: readonly [NewEvent, ...NewEvent[]]) =>
  db.store.append(stream, expected, events)()

const ids = async (): Promise<readonly EventId[]> => {
  const page = await db.store.read(stream, revision(0), 100)()
  if (page._tag === 'Left') throw new Error(page.left.why)
  return page.right.events.map(({ id }) => id)
}

const fault = (one: Fault, times = 1): void => standin.faults.on('append', one, times)

describe('hazard 2: an append whose answer', () => {
  test('is swallowed is found by its own ids, and has the revision that it got', async () => {
    await append('nothing-yet', noted(0))
    fault({ is: 'swallowed' })
    const [one, other] = [noted(1), noted(2)]
    expect(await append(revision(0), one, other)).toMatchObject({ right: 2 })
    expect((await ids()).slice(1)).toEqual([one.id, other.id])
  })

  test('is swallowed, with anything, stays uncertain: nobody knows where to look', async () => {
    fault({ is: 'swallowed' })
    expect(await append('anything', noted(0))).toMatchObject({ left: { is: 'uncertain' } })
  })

  test('never comes, with nothing there, stays uncertain, in bounded time, on a new client', async () => {
    fault({ is: 'frozen' })
    const begun = performance.now()
    expect(await append('nothing-yet', noted(0))).toMatchObject({ left: { is: 'uncertain' } })
    expect(performance.now() - begun).toBeLessThan(10 * appendMs)
    expect(notices).toContainEqual({ is: 'client replaced', of: 'calls' })
    expect(await append('nothing-yet', noted(1))).toMatchObject({ right: 0 })
  })

  test('comes with OK and empty is found all the same', async () => {
    fault({ is: 'ended' })
    expect(await append('nothing-yet', noted(0))).toMatchObject({ right: 0 })
  })

  test('goes with the connection is found on the next one', async () => {
    fault({ is: 'cut' })
    expect(await append('nothing-yet', noted(0))).toMatchObject({ right: 0 })
  })

  test('is lost to another one’s event is a conflict: a late arrival will be refused', async () => {
    fault({ is: 'late', ms: 3 * appendMs })
    const appending = append('nothing-yet', noted(0))
    await sleep(50)
    const other = await opened(standin.connectionString)
    const theirs = noted(1)
    await other.store.append(stream, 'nothing-yet', [theirs])()
    expect(await appending).toMatchObject({ left: { is: 'conflict', actual: { value: 0 } } })
    await sleep(4 * appendMs)
    expect(await ids()).toEqual([theirs.id])
    await other.close()
  })

  test('is late: uncertain, it commits afterwards, and the same repeat has its revision and is written once', async () => {
    const late = noted(0)
    fault({ is: 'late', ms: 3 * appendMs })
    expect(await append('nothing-yet', late)).toMatchObject({ left: { is: 'uncertain' } })
    expect(await ids()).toEqual([])
    await sleep(3 * appendMs)
    expect(await append('nothing-yet', late)).toMatchObject({ right: 0 })
    expect(await ids()).toEqual([late.id])
  })

  test('cannot be looked for either stays uncertain', async () => {
    fault({ is: 'swallowed' })
    standin.faults.on('read', { is: 'frozen' }, 1)
    expect(await append('nothing-yet', noted(0))).toMatchObject({ left: { is: 'uncertain' } })
  })
})

test('a repeat of a committed append succeeds although a stop was committed after it', async () => {
  const grant = noted(0)
  await append('nothing-yet', grant)
  await append('anything', noted(1, 'OutreachStopped'))
  expect(await append('nothing-yet', grant)).toMatchObject({ right: 0 })
})

test('a repeat with anything is weak: once the server has forgotten its id, it stands twice', async () => {
  const stop = noted(0)
  await append('anything', stop)
  await append('anything', stop)
  expect(await ids()).toEqual([stop.id])
  await standin.kill()
  await standin.restart()
  for (let answer = await append('anything', stop); answer._tag === 'Left';)
    answer = await append('anything', stop)
  expect((await ids()).slice(0, 2)).toEqual([stop.id, stop.id])
})

test('hazard 10: a call that fails is not repeated by anybody but the caller', async () => {
  fault({ is: 'not ready' })
  expect(await append('anything', noted(0))).toMatchObject({ left: { is: 'uncertain' } })
  expect(standin.faults.calls('append')).toBe(1)
})

test('hazard 10: what is not understood twice running gets a new client', async () => {
  fault({ is: 'status', code: 2, details: 'what?' }, 2)
  await append('anything', noted(0))
  expect(notices).toEqual([])
  await append('anything', noted(0))
  expect(notices).toEqual([{ is: 'client replaced', of: 'calls' }])
})

test.each([
  [
    { is: 'status', code: 9, details: 'gone', exception: 'stream-deleted', trailers: { 'stream-name': 's' } },
    'refused',
  ],
  [{ is: 'status', code: 7, details: 'no', exception: 'access-denied' }, 'refused'],
  [{ is: 'status', code: 10, details: 'Operation timed out' }, 'uncertain'],
] as const)('%p', async (one, is) => {
  fault(one)
  expect(await append('anything', noted(0))).toMatchObject({ left: { is } })
})

describe('before the call', () => {
  test('hazard 6: a bigint and a cycle are refused, and the client never sees them', async () => {
    const round: { self?: unknown } = {}
    round.self = round
    for (const data of [{ n: 1n }, round]) {
      expect(await append('anything', { ...noted(0), data })).toMatchObject({ left: { is: 'refused' } })
    }
    expect(standin.faults.calls('append')).toBe(0)
  })

  test('what is over the limit is refused with its size, also with other limits', async () => {
    const large = { ...noted(0), data: { large: 'ü'.repeat(512 * 1024) } }
    expect(await append('anything', large)).toMatchObject({
      left: { is: 'refused', why: expect.stringMatching(/1048\d{3} bytes; 1048576 are allowed/) as unknown },
    })
    const small = await opened(standin.connectionString, { largestAppend: 100 })
    expect(await small.store.append(stream, 'anything', [noted(0), noted(1), noted(2)])()).toMatchObject({
      left: { is: 'refused' },
    })
    await small.close()
    expect(standin.faults.calls('append')).toBe(0)
  })

  test('a server with a smaller limit than ours refuses too', async () => {
    const strict = await startStandin({ appendLimit: 10 })
    const other = await opened(strict.connectionString)
    expect(await other.store.append(stream, 'anything', [noted(0)])()).toMatchObject({
      left: { is: 'refused' },
    })
    await other.close()
    await strict.stop()
  })

  test.each(['', '$system', 'a\u0000b', '\ud83d'])(
    'the name %j is refused, for streams and types',
    async (name) => {
      const refused = { left: { is: 'refused' } }
      expect(await db.store.append(streamName(name), 'anything', [noted(0)])()).toMatchObject(refused)
      expect(await append('anything', noted(0, name))).toMatchObject(refused)
    },
  )

  test('an id of 32 hexadecimal digits and one with dashes come back as they were; others are refused', async () => {
    const plain = { ...noted(0), id: newId().replaceAll('-', '') as EventId }
    const dashed = { ...noted(1), id: newId() }
    await append('anything', plain, dashed)
    expect(await ids()).toEqual([plain.id, dashed.id])
    expect(await append('anything', { ...noted(2), id: 'first' as EventId })).toMatchObject({
      left: { is: 'refused' },
    })
  })
})
