/** Reading: in order, a page at a time, and from where one is told to. */
import { expect } from '@jest/globals'
import { revision } from '@lastcall/eventlog'
import { none } from 'fp-ts/lib/Option'
import type { EventStoreCase } from '../harness'
import { idsOf, must, newStream, noted, notes, readAll, upTo, write } from '../tools'

export const pageCases: readonly EventStoreCase[] = [
  {
    name: 'a stream that is not there reads as empty, and has no last event',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      expect(must(await store.read(stream, revision(0), 10)())).toEqual({ events: [], atHead: true })
      expect(must(await store.read(stream, revision(5), 10)())).toEqual({ events: [], atHead: true })
      expect(must(await store.last(stream)())).toEqual(none)
      expect(await write(store, stream, 'nothing-yet', [noted(0)])).toBe(0)
    },
  },
  {
    name: 'a page begins where it is asked to and holds no more than its limit',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      await write(store, stream, 'nothing-yet', notes(10))
      for (const [from, limit] of [
        [0, 1],
        [0, 4],
        [3, 5],
        [9, 5],
        [10, 5],
        [99, 5],
      ] as const) {
        const page = must(await store.read(stream, revision(from), limit)())
        const due = upTo(10).slice(from, from + limit)
        expect(page.events.map((event) => event.revision)).toEqual(due)
        expect(page.events.map((event) => event.data)).toEqual(due.map((k) => ({ k })))
        expect(page.atHead).toBe(from + limit >= 10)
      }
    },
  },
  {
    name: 'a page that ends with the newest event knows that it is at the head',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      await write(store, stream, 'nothing-yet', notes(6))
      expect(must(await store.read(stream, revision(0), 6)()).atHead).toBe(true)
      expect(must(await store.read(stream, revision(3), 3)()).atHead).toBe(true)
      expect(must(await store.read(stream, revision(0), 5)()).atHead).toBe(false)
      await write(store, stream, 5, [noted(6)])
      expect(must(await store.read(stream, revision(0), 6)()).atHead).toBe(false)
    },
  },
  {
    name: 'read page by page, a long stream is complete and in order, whatever the size of the pages',
    check: async ({ open }) => {
      const { store } = await open()
      const [stream, other] = [newStream(), newStream()]
      const ids: string[] = []
      for (const k of upTo(30)) {
        const batch = notes(10, 10 * k)
        await write(store, stream, 'anything', batch)
        await write(store, other, 'anything', [noted(k)])
        ids.push(...idsOf(batch))
      }
      for (const size of [7, 100, 299, 300, 1_000]) {
        expect(idsOf(await readAll(store, stream, size))).toEqual(ids)
      }
    },
  },
  {
    name: 'an event comes back under its stream, id, type, metadata and with a time in whole microseconds',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [plain, rich] = [noted(0), { ...noted(1, 'Marked'), metadata: { by: 'me', n: [1, null] } }]
      await write(store, stream, 'nothing-yet', [plain, rich])
      const [first, second] = await readAll(store, stream)
      expect(first).toMatchObject({ ...plain, stream, metadata: {} })
      expect(second).toMatchObject({ ...rich, stream })
      for (const event of [first, second]) expect(Number.isSafeInteger(event?.recordedUs)).toBe(true)
    },
  },
]
