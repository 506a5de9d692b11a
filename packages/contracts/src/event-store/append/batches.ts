/** All events of an append or none, side by side, in the order they were given. */
import { expect } from '@jest/globals'
import type { NewEvent } from '@lastcall/eventlog'
import type { EventStoreCase } from '../harness'
import { caughtUp } from '../reader'
import { failure, idsOf, newId, newStream, noted, notes, readAll, upTo, write } from '../tools'

/** JSON cannot hold it. */
const unholdable = (): NewEvent => ({ id: newId(), type: 'Noted', data: { k: 1n } })

export const batchCases: readonly EventStoreCase[] = [
  {
    name: 'the events of one append stand side by side in the order they were given',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      const batch = notes(40)
      expect(await write(store, stream, 'nothing-yet', batch)).toBe(39)
      expect(idsOf(await readAll(store, stream))).toEqual(idsOf(batch))
      expect(idsOf(await caughtUp(place, feed, { types: ['Noted'] }))).toEqual(idsOf(batch))
    },
  },
  {
    name: 'a batch with one event that cannot be held is refused as a whole, wherever that event stands in it',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      await write(store, stream, 'nothing-yet', [noted(0)])
      for (const bad of upTo(3)) {
        const [first, ...rest] = notes(3, 1).map((event, k) => (k === bad ? unholdable() : event))
        const answer = await store.append(stream, 'anything', [first ?? noted(1), ...rest])()
        expect(failure(answer)).toBe('refused')
      }
      expect(await readAll(store, stream)).toHaveLength(1)
      expect(await caughtUp(place, feed, { types: ['Noted'] })).toHaveLength(1)
      expect(await write(store, stream, 0, [noted(1)])).toBe(1)
    },
  },
  {
    name: 'a batch in conflict leaves none of its events behind',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      await write(store, stream, 'nothing-yet', notes(2))
      expect(failure(await store.append(stream, 'nothing-yet', notes(20))())).toBe('conflict')
      expect(await readAll(store, stream)).toHaveLength(2)
    },
  },
]
