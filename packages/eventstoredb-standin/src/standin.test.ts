/** What the stand-in models of a server, seen through the unmodified client. */
import type { EventStoreDBClient } from '@eventstore/db-client'
import { ANY, BACKWARDS, END, jsonEvent, NO_STREAM, streamNameFilter } from '@eventstore/db-client'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { clientOf, credentials, idsIn, note, seen } from './client.fixture'
import type { Standin } from './standin'
import { startStandin } from './standin'

let standin: Standin
let client: EventStoreDBClient
let close: () => Promise<void>

beforeEach(async () => {
  standin = await startStandin()
  ;({ client, close } = clientOf(standin))
})

afterEach(async () => {
  await close()
  await standin.stop()
})

const append = async (
  events: ReturnType<typeof note>[],
  expectedRevision: bigint | 'no_stream' | 'any' = ANY,
) => client.appendToStream('s', events, { expectedRevision, credentials })

test('an event comes back as it was sent, with revision, position and time', async () => {
  const before = Date.now() - 1
  const event = jsonEvent({ id: randomUUID(), type: 'Noted', data: { k: 'ü' }, metadata: { by: 'me' } })
  const { nextExpectedRevision, position } = await append([event], NO_STREAM)
  const [read] = await seen(client.readStream('s'), 1)
  expect(nextExpectedRevision).toBe(0n)
  expect(read).toMatchObject({
    id: event.id,
    data: event.data,
    metadata: event.metadata,
    streamId: 's',
    revision: 0n,
    position,
  })
  expect(read?.created.getTime()).toBeGreaterThan(before)
})

describe('repeats', () => {
  test('at a number or no stream are known however old: list and first part succeed, the rest conflicts', async () => {
    const [a, b, c] = [note(), note(), note()]
    await append([a, b], NO_STREAM)
    await append([note()])
    for (const list of [[a, b], [a]]) {
      const repeated = await append(list, NO_STREAM)
      expect(repeated.nextExpectedRevision).toBe(BigInt(list.length - 1))
    }
    for (const list of [[b], [a, c], [b, a], [a, b, c, note()]]) {
      await expect(append(list, NO_STREAM)).rejects.toMatchObject({ type: 'wrong-expected-version' })
    }
    expect(await idsIn(client, 's')).toHaveLength(3)
  })

  test('at any are known by a memory of recent ids, which a restart forgets: then they stand twice', async () => {
    const event = note()
    await append([event])
    expect((await append([event])).nextExpectedRevision).toBe(0n)
    await standin.kill()
    await standin.restart()
    await append([event]).catch(() => undefined)
    await append([event])
    expect((await idsIn(client, 's')).slice(0, 2)).toEqual([event.id, event.id])
  })

  test('the same ids at the new revision are written a second time', async () => {
    const event = note()
    await append([event], NO_STREAM)
    expect((await append([event], 0n)).nextExpectedRevision).toBe(1n)
  })
})

test('a conflict names the newest revision, or that there is no stream', async () => {
  await expect(append([note()], 4n)).rejects.toMatchObject({ actualVersion: 'no_stream' })
  await append([note(), note()])
  await expect(append([note()], NO_STREAM)).rejects.toMatchObject({ actualVersion: 1n })
})

test('an append over the limit is refused and nothing of it written', async () => {
  const large = jsonEvent({ type: 'Noted', data: { large: 'x'.repeat(1024 * 1024) } })
  await expect(append([note(), large])).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' })
  expect(standin.log.entries).toEqual([])
})

test('reads start inclusive, go both ways, and tell that a stream is missing', async () => {
  const events = [note(), note(), note()]
  await append(events)
  const ids = events.map(({ id }) => id)
  expect(await idsIn(client, 's', { fromRevision: 1n })).toEqual(ids.slice(1))
  expect(await idsIn(client, 's', { direction: BACKWARDS, fromRevision: END, maxCount: 1 })).toEqual([ids[2]])
  await expect(idsIn(client, 'other')).rejects.toMatchObject({ type: 'stream-not-found' })
})

test('a tombstone is for good: no read, no append, and the log shows the events until a scavenge', async () => {
  await append([note()])
  await client.tombstoneStream('s', { credentials })
  await expect(append([note()])).rejects.toMatchObject({ type: 'stream-deleted', streamName: 's' })
  await expect(idsIn(client, 's')).rejects.toMatchObject({ type: 'stream-deleted' })
  await expect(client.tombstoneStream('s')).rejects.toMatchObject({ type: 'stream-deleted' })
  const all = await seen(client.readAll(), 2)
  expect(all.map(({ type }) => type)).toEqual(['Noted', '$streamDeleted'])
  await client.tombstoneStream('never was', { credentials })
  await expect(client.appendToStream('never was', [note()], { credentials })).rejects.toMatchObject({
    type: 'stream-deleted',
  })
})

describe('a subscription to everything', () => {
  test('starts behind its position, filters, says once that it has caught up, and goes on live', async () => {
    const events = [note(), note(), note()]
    for (const event of events) await append([event])
    await client.appendToStream('other', [note()], { credentials })
    const [first] = standin.log.entries
    const fromPosition = { commit: BigInt(first?.position ?? 0), prepare: BigInt(first?.position ?? 0) }
    const following = client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes: ['s'] }) })
    let caughtUp = 0
    following.on('caughtUp', () => (caughtUp += 1))
    const old = await seen(following, 2)
    expect(old.map(({ id }) => id)).toEqual(events.slice(1).map(({ id }) => id))
    const live = note()
    const coming = seen(following, 1)
    await append([live])
    expect((await coming).map(({ id }) => id)).toEqual([live.id])
    expect(caughtUp).toBe(1)
    await following.unsubscribe()
  })

  test('is dropped as too slow where that is asked for: one large append is enough', async () => {
    const other = await startStandin({ dropAfter: 64 })
    const second = clientOf(other)
    const following = second.client.subscribeToAll()
    const lost = new Promise((resolve) => following.on('error', resolve))
    await new Promise((resolve) => following.on('caughtUp', resolve))
    await second.client.appendToStream('s', Array.from({ length: 100 }, note), { credentials })
    expect(await lost).toMatchObject({ type: 'timeout', code: 10 })
    await second.close()
    await other.stop()
  })
})
