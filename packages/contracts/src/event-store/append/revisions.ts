/** Revisions count from zero, in every stream for itself, whatever the append expected. */
import { expect } from '@jest/globals'
import type { EventStoreCase } from '../harness'
import { idsOf, newStream, noted, notes, readAll, upTo, write } from '../tools'

export const revisionCases: readonly EventStoreCase[] = [
  {
    name: 'revisions start at zero and have no gap, and an append answers the revision of its last event',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      expect(await write(store, stream, 'nothing-yet', [noted(0)])).toBe(0)
      expect(await write(store, stream, 0, notes(3, 1))).toBe(3)
      expect(await write(store, stream, 'anything', notes(2, 4))).toBe(5)
      expect(await write(store, stream, 5, [noted(6)])).toBe(6)
      const events = await readAll(store, stream)
      expect(events.map((event) => event.revision)).toEqual(upTo(7))
      expect(events.map((event) => event.data)).toEqual(upTo(7).map((k) => ({ k })))
    },
  },
  {
    name: 'every stream counts for itself, while positions grow over all of them',
    check: async ({ open }) => {
      const { store } = await open()
      const streams = [newStream(), newStream('calls-'), newStream('recipients-')]
      for (const k of upTo(5)) {
        for (const stream of streams) expect(await write(store, stream, 'anything', [noted(k)])).toBe(k)
      }
      const all = await Promise.all(streams.map((stream) => readAll(store, stream)))
      const inTurn = upTo(5).flatMap((k) => all.map((events) => events[k]?.position ?? ''))
      expect(new Set(inTurn).size).toBe(15)
      expect([...inTurn].sort()).toEqual(inTurn)
    },
  },
  {
    name: 'anything fits every stream: one that is not there, and one that is',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [first, second] = [noted(0), noted(1)]
      expect(await write(store, stream, 'anything', [first])).toBe(0)
      expect(await write(store, stream, 'anything', [second], 'revocation')).toBe(1)
      expect(idsOf(await readAll(store, stream))).toEqual([first.id, second.id])
    },
  },
]
