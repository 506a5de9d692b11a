/** Reads end in time, come from the leader, and never from a stream that is gone. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { revision, streamName } from '@lastcall/eventlog'
import type { Standin } from '@lastcall/eventstoredb-standin'
import { startStandin } from '@lastcall/eventstoredb-standin'
import type { EventStoreDb } from '..'
import { noted, opened } from '../standin.fixture'

const stream = streamName('campaign-a')
const lookMs = 200

let standin: Standin
let db: EventStoreDb

beforeEach(async () => {
  standin = await startStandin()
  db = await opened(standin.connectionString, { lookMs, readMs: lookMs })
})

afterEach(async () => {
  await db.close()
  await standin.stop()
})

test('hazard 12: a read that is not answered is unavailable after our own time, and the next one is answered', async () => {
  standin.faults.on('read', { is: 'frozen' }, 3)
  const begun = performance.now()
  for (const asked of [db.store.last(stream), db.store.read(stream, revision(0), 5), db.store.last(stream)]) {
    expect(await asked()).toMatchObject({ left: { is: 'unavailable' } })
  }
  expect(performance.now() - begun).toBeLessThan(20 * lookMs)
  expect(await db.store.last(stream)()).toMatchObject({ right: { _tag: 'None' } })
})

test('every kind of failure of a read is unavailable', async () => {
  for (const fault of [
    { is: 'not ready' },
    { is: 'cut' },
    { is: 'status', code: 2, details: 'what?' },
    { is: 'status', code: 7, details: 'no', exception: 'access-denied' },
  ] as const) {
    standin.faults.on('read', fault, 1)
    expect(await db.store.last(stream)()).toMatchObject({ left: { is: 'unavailable' } })
  }
})

test('a look that ends well and without an event or a word is no proof that nothing is there', async () => {
  await db.store.append(stream, 'nothing-yet', [noted(0)])()
  standin.faults.on('read', { is: 'ended' }, 1)
  expect(await db.store.last(stream)()).toMatchObject({ left: { is: 'unavailable' } })
})

test('a dead server is unavailable, and after its restart everything is there', async () => {
  await db.store.append(stream, 'nothing-yet', [noted(0)])()
  await standin.kill()
  expect(await db.store.last(stream)()).toMatchObject({ left: { is: 'unavailable' } })
  await standin.restart()
  for (;;) {
    const last = await db.store.last(stream)()
    if (last._tag === 'Left') continue
    expect(last.right).toMatchObject({ value: { data: { k: 0 } } })
    break
  }
})

test('a deletion without an answer is unavailable, and its repeat a success', async () => {
  const name = streamName('recipients-a')
  standin.faults.on('tombstone', { is: 'swallowed' }, 1)
  expect(await db.store.deleteStream(name)()).toMatchObject({ left: { is: 'unavailable' } })
  expect(await db.store.deleteStream(name)()).toMatchObject({ _tag: 'Right' })
  expect(await db.store.append(name, 'anything', [noted(0)])()).toMatchObject({ left: { is: 'refused' } })
})

test('a deletion that nobody may make is refused', async () => {
  standin.faults.on('tombstone', { is: 'status', code: 7, details: 'no', exception: 'access-denied' }, 1)
  expect(await db.store.deleteStream(streamName('recipients-a'))()).toMatchObject({ left: { is: 'refused' } })
})
