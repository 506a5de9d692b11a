/** Handles come and go; the log stays as it was. */
import { expect } from '@jest/globals'
import { revision } from '@lastcall/eventlog'
import type { EventStoreCase } from '../harness'
import { caughtUp, inTime, reader } from '../reader'
import { failure, must, newStream, noted, notes, readAll, underWay, upTo, write } from '../tools'

const everything = { types: ['Noted'] }

export const openingCases: readonly EventStoreCase[] = [
  {
    name: 'after a new opening everything is there, in the same order, at the same places',
    check: async (place) => {
      const first = await place.open()
      const streams = [newStream(), newStream('calls-'), newStream('recipients-')]
      for (const k of upTo(10)) {
        for (const stream of streams) await write(first.store, stream, 'anything', notes(2, 2 * k))
      }
      const before = await caughtUp(place, first.feed, everything)
      await first.store.close()
      const { store, feed } = await place.open()
      expect(await caughtUp(place, feed, everything)).toEqual(before)
      for (const stream of streams) {
        const own = before.filter((event) => event.stream === stream)
        expect(await readAll(store, stream)).toEqual(own)
        expect(await write(store, stream, 19, [noted(20)])).toBe(20)
        expect(failure(await store.append(stream, 'nothing-yet', [noted(0)])())).toBe('conflict')
      }
    },
  },
  {
    name: 'after a new opening the feed goes on behind a position that was kept',
    check: async (place) => {
      const first = await place.open()
      const stream = newStream()
      await write(first.store, stream, 'nothing-yet', notes(10))
      const kept = (await reader(place, first.feed, everything).events(4)).at(-1)?.position ?? null
      await first.store.close()
      const { store, feed } = await place.open()
      const live = reader(place, feed, everything, kept)
      await write(store, stream, 9, notes(3, 10))
      const seen = await live.events(9)
      expect(seen.map((event) => event.revision)).toEqual(upTo(13).slice(4))
    },
  },
  {
    name: 'two handles on one place write one log',
    check: async (place) => {
      const handles = [await place.open(), await place.open()]
      const stream = newStream()
      for (const k of upTo(20)) {
        const writer = handles[k % 2]?.store
        if (writer !== undefined) {
          expect(await write(writer, stream, k === 0 ? 'nothing-yet' : k - 1, [noted(k)])).toBe(k)
        }
      }
      const read = await Promise.all(handles.map(({ store }) => readAll(store, stream)))
      const fed = await Promise.all(handles.map(({ feed }) => caughtUp(place, feed, everything)))
      expect(read[0]).toHaveLength(20)
      for (const events of [...read, ...fed]) expect(events).toEqual(read[0])
    },
  },
  {
    name: 'a closed store answers unavailable, closing again is harmless, and other handles go on',
    check: async ({ open }) => {
      const [{ store }, other] = [await open(), await open()]
      const [stream, gone] = [newStream(), newStream('recipients-')]
      await write(store, stream, 'nothing-yet', [noted(0)])
      await write(store, gone, 'nothing-yet', [noted(0)])
      await store.close()
      await store.close()
      expect(failure(await store.append(stream, revision(0), [noted(1)])())).toBe('unavailable')
      expect(failure(await store.read(stream, revision(0), 1)())).toBe('unavailable')
      expect(failure(await store.last(stream)())).toBe('unavailable')
      expect(failure(await store.deleteStream(gone)())).toBe('unavailable')
      if (store.newer !== undefined) expect(failure(store.newer(stream, null, 1))).toBe('unavailable')
      expect(await readAll(other.store, gone)).toHaveLength(1)
      expect(await write(other.store, stream, 0, [noted(1)])).toBe(1)
    },
  },
  {
    name: 'appends under way when the store closes are answered, and what was acknowledged stands',
    check: async ({ open, patienceMs }) => {
      const [{ store }, other] = [await open(), await open()]
      const streams = upTo(10).map(() => newStream())
      const answers = streams.map((stream) => underWay(store.append(stream, 'nothing-yet', [noted(0)])()))
      await inTime(patienceMs, 'the end of closing', store.close())
      for (const [k, stream] of streams.entries()) {
        const answer = await inTime(patienceMs, 'an answer', answers[k] ?? Promise.reject(new Error('none')))
        const found = (await readAll(other.store, stream)).length
        if (failure(answer) === 'success') expect(found).toBe(1)
        else expect(['unavailable', 'uncertain']).toContain(failure(answer))
        if (failure(answer) === 'unavailable') expect(found).toBe(0)
      }
    },
  },
  {
    name: 'a follower of a store that closes does not wait for ever: it ends or throws',
    check: async (place) => {
      const { store, feed } = await place.open()
      const [waiting, idle] = [reader(place, feed, everything), reader(place, feed, everything)]
      for (const live of [waiting, idle]) await live.untilCaughtUp()
      const ended = waiting.next().catch(String)
      must(await store.last(newStream())())
      await store.close()
      for (const end of [await ended, await idle.next().catch(String)]) {
        if (end !== null) expect(end).not.toMatch(/never came/)
      }
    },
  },
]
