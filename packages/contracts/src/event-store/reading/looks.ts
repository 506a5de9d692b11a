/** The look and the last look: what is acknowledged is seen, by every handle, at once. */
import { expect } from '@jest/globals'
import type { Recorded } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import { some } from 'fp-ts/lib/Option'
import type { EventStoreCase, OpenStore } from '../harness'
import { must, newStream, noted, notes, readAll, upTo, write } from '../tools'

const newer = ({ store }: OpenStore, ...args: Parameters<NonNullable<OpenStore['store']['newer']>>) => {
  if (store.newer === undefined) throw new Error('the harness promised a store with the last look')
  return must(store.newer(...args))
}

const dataOf = (events: readonly Recorded[]): readonly unknown[] => events.map((event) => event.data)

export const lookCases: readonly EventStoreCase[] = [
  {
    name: 'the last event of a stream is its newest one, as reading gives it',
    check: async ({ open }) => {
      const { store } = await open()
      const [stream, other] = [newStream(), newStream()]
      for (const k of upTo(5)) {
        await write(store, stream, 'anything', notes(2, 2 * k))
        await write(store, other, 'anything', [noted(k)])
        const newest = (await readAll(store, stream)).at(-1)
        expect(newest?.revision).toBe(2 * k + 1)
        expect(must(await store.last(stream)())).toEqual(some(newest))
      }
    },
  },
  {
    name: 'what one handle has acknowledged, every handle reads and sees as the last event',
    check: async ({ open }) => {
      const handles = [await open(), await open(), await open()]
      const stream = newStream()
      for (const k of upTo(60)) {
        const writer = handles[k % 3] as OpenStore
        await write(writer.store, stream, 'anything', [noted(k)])
        for (const { store } of handles) {
          expect(must(await store.last(stream)())).toMatchObject(some({ revision: k, data: { k } }))
          const page = must(await store.read(stream, revision(k), 10)())
          expect(dataOf(page.events)).toEqual([{ k }])
        }
      }
    },
  },
  {
    name: 'the last look gives everything after a revision, in order, of that stream alone, up to its limit',
    needs: 'newer',
    check: async ({ open }) => {
      const handle = await open()
      const [stream, other] = [newStream(), newStream()]
      expect(newer(handle, stream, null, 10)).toEqual([])
      await write(handle.store, stream, 'nothing-yet', notes(6))
      await write(handle.store, other, 'nothing-yet', notes(6, 100))
      expect(newer(handle, stream, null, 10)).toEqual(await readAll(handle.store, stream))
      expect(dataOf(newer(handle, stream, revision(3), 10))).toEqual([{ k: 4 }, { k: 5 }])
      expect(dataOf(newer(handle, stream, revision(0), 2))).toEqual([{ k: 1 }, { k: 2 }])
      expect(dataOf(newer(handle, stream, null, 1))).toEqual([{ k: 0 }])
      expect(newer(handle, stream, revision(5), 10)).toEqual([])
      expect(newer(handle, stream, revision(99), 10)).toEqual([])
    },
  },
  {
    name: 'the last look sees what another handle has acknowledged, in the same turn',
    needs: 'newer',
    check: async ({ open }) => {
      const [writer, gate] = [await open(), await open()]
      const stream = newStream()
      await write(writer.store, stream, 'nothing-yet', [noted(0)])
      for (const k of upTo(100)) {
        expect(newer(gate, stream, revision(k), 8)).toEqual([])
        await write(writer.store, stream, k, [noted(k + 1)], 'revocation')
        expect(dataOf(newer(gate, stream, revision(k), 8))).toEqual([{ k: k + 1 }])
      }
    },
  },
]
