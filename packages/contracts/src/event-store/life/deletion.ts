/** Recipients go for good; evidence cannot be deleted; nobody else's place in the log moves. */
import { expect } from '@jest/globals'
import type { EventStore, StreamName } from '@lastcall/eventlog'
import { revision, streamName } from '@lastcall/eventlog'
import { none } from 'fp-ts/lib/Option'
import type { EventStoreCase } from '../harness'
import { caughtUp, reader } from '../reader'
import { at, failure, idsOf, must, newStream, noted, notes, readAll, underWay, upTo, write } from '../tools'

const expectGone = async (store: EventStore, stream: StreamName): Promise<void> => {
  expect(await readAll(store, stream)).toEqual([])
  expect(must(await store.last(stream)())).toEqual(none)
  if (store.newer !== undefined) expect(must(store.newer(stream, null, 10))).toEqual([])
}

const everything = { types: ['Noted'] }

export const deletionCases: readonly EventStoreCase[] = [
  {
    name: 'a deleted recipients stream is empty for every handle, and deleting again is a success',
    check: async ({ open }) => {
      const [{ store }, other] = [await open(), await open()]
      const [stream, kept] = [streamName('recipients-a'), streamName('recipients-a-b')]
      await write(store, stream, 'nothing-yet', notes(5))
      await write(store, kept, 'nothing-yet', notes(2))
      must(await store.deleteStream(stream)())
      must(await other.store.deleteStream(stream)())
      await store.close()
      for (const handle of [other.store, (await open()).store]) {
        await expectGone(handle, stream)
        expect(await readAll(handle, kept)).toHaveLength(2)
      }
    },
  },
  {
    name: 'a deleted stream stays deleted: no append revives it, whatever it expects',
    check: async ({ open }) => {
      const [{ store }, other] = [await open(), await open()]
      const stream = newStream('recipients-')
      const first = notes(3)
      await write(store, stream, 'nothing-yet', first)
      must(await store.deleteStream(stream)())
      const again = await open()
      for (const handle of [store, other.store, again.store]) {
        for (const expected of ['nothing-yet', 'anything', 0, 2, 3] as const) {
          const answer = await handle.append(stream, at(expected), [noted(9)])()
          expect(failure(answer)).toBe('refused')
        }
        expect(failure(await handle.append(stream, 'nothing-yet', first)())).toBe('refused')
        await expectGone(handle, stream)
      }
    },
  },
  {
    name: 'a recipients stream that never was can be deleted, and then never comes to be',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream('recipients-')
      must(await store.deleteStream(stream)())
      expect(failure(await store.append(stream, 'nothing-yet', [noted(0)])())).toBe('refused')
      await expectGone(store, stream)
    },
  },
  {
    name: 'no other stream can be deleted',
    check: async ({ open }) => {
      const { store } = await open()
      const names = ['campaign-a', 'calls-a', 'suppression', 'recipients', 'Recipients-a', 'xrecipients-a']
      for (const name of names.map(streamName)) {
        await write(store, name, 'nothing-yet', notes(2))
        expect(failure(await store.deleteStream(name)())).toBe('refused')
        expect(await readAll(store, name)).toHaveLength(2)
        expect(await write(store, name, 1, [noted(2)])).toBe(2)
      }
    },
  },
  {
    name: 'the feed passes over what is deleted and loses nothing else, from the start and from any old position',
    check: async (place) => {
      const { store, feed } = await place.open()
      const [gone, kept] = [newStream('recipients-'), newStream()]
      for (const k of upTo(5)) {
        await write(store, gone, 'anything', notes(2, 100))
        await write(store, kept, 'anything', [noted(k)])
      }
      const before = await caughtUp(place, feed, everything)
      const live = reader(place, feed, everything)
      await live.untilCaughtUp()
      must(await store.deleteStream(gone)())
      const left = before.filter((event) => event.stream === kept)
      expect(await caughtUp(place, feed, everything)).toEqual(left)
      for (const { position } of before) {
        const due = left.filter((event) => event.position > position)
        expect(await caughtUp(place, feed, everything, position)).toEqual(due)
      }
      await write(store, kept, 4, [noted(5)])
      expect(await live.events(1)).toMatchObject([{ stream: kept, revision: 5 }])
    },
  },
  {
    name: 'a position is handed out once, also when the newest events of the log are deleted',
    check: async (place) => {
      const first = await place.open()
      const [gone, kept] = [newStream('recipients-'), newStream()]
      await write(first.store, kept, 'nothing-yet', [noted(0)])
      await write(first.store, gone, 'nothing-yet', notes(4))
      const newest = (await readAll(first.store, gone)).at(-1)
      must(await first.store.deleteStream(gone)())
      await first.store.close()
      const { store, feed } = await place.open()
      const event = noted(1)
      await write(store, kept, 0, [event])
      expect(((await readAll(store, kept))[1]?.position ?? '') > (newest?.position ?? '')).toBe(true)
      expect(idsOf(await caughtUp(place, feed, everything, newest?.position))).toEqual([event.id])
    },
  },
  {
    name: 'of an import and a deletion at the same time, the deletion has the last word',
    check: async ({ open }) => {
      const [importer, deleter] = [await open(), await open()]
      for (const round of upTo(10)) {
        const stream = newStream('recipients-')
        const importing = underWay(
          (async () => {
            for (const k of upTo(round + 3)) {
              const expected = k === 0 ? 'nothing-yet' : revision(k - 1)
              if (failure(await importer.store.append(stream, expected, [noted(k)])()) === 'refused') return
            }
          })(),
        )
        for (let k = 0; k < round; k += 1) await importer.store.last(stream)()
        must(await deleter.store.deleteStream(stream)())
        await expectGone(importer.store, stream)
        await importing
        await expectGone(deleter.store, stream)
      }
    },
  },
]
