/** What does not expect the newest revision is not written, and changes nothing that anybody can see. */
import { expect } from '@jest/globals'
import type { EventStore, Expected, StreamName } from '@lastcall/eventlog'
import { none, some } from 'fp-ts/lib/Option'
import type { EventStoreCase } from '../harness'
import { caughtUp } from '../reader'
import { at, failure, idsOf, newStream, noted, notes, readAll, write } from '../tools'

const conflict = async (store: EventStore, to: StreamName, expected: Expected | number): Promise<unknown> => {
  const answer = await store.append(to, at(expected), notes(2))()
  if (answer._tag === 'Right') throw new Error('written, although another revision was expected')
  return answer.left
}

export const conflictCases: readonly EventStoreCase[] = [
  {
    name: 'nothing-yet is a conflict where something is, and the conflict names the newest revision',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      await write(store, stream, 'nothing-yet', notes(3))
      expect(await conflict(store, stream, 'nothing-yet')).toEqual({ is: 'conflict', actual: some(2) })
      expect(await readAll(store, stream)).toHaveLength(3)
    },
  },
  {
    name: 'an exact revision is a conflict where it is not the newest one, older or newer',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      await write(store, stream, 'nothing-yet', notes(3))
      for (const expected of [0, 1, 3, 99]) {
        expect(await conflict(store, stream, expected)).toEqual({ is: 'conflict', actual: some(2) })
      }
      expect(await readAll(store, stream)).toHaveLength(3)
    },
  },
  {
    name: 'an exact revision is a conflict where nothing is, and the conflict names none',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      expect(await conflict(store, stream, 0)).toEqual({ is: 'conflict', actual: none })
      expect(await conflict(store, stream, 7)).toEqual({ is: 'conflict', actual: none })
      expect(await readAll(store, stream)).toEqual([])
      expect(await write(store, stream, 'nothing-yet', [noted(0)])).toBe(0)
    },
  },
  {
    name: 'a conflict moves no counter: the next append that expects the true revision follows it',
    check: async ({ open }) => {
      const { store } = await open()
      const [stream, other] = [newStream(), newStream()]
      await write(store, stream, 'nothing-yet', [noted(0)])
      await write(store, other, 'nothing-yet', [noted(0)])
      for (const expected of ['nothing-yet', 5] as const) await conflict(store, stream, expected)
      expect(await write(store, stream, 0, [noted(1)])).toBe(1)
      expect(await write(store, stream, 'anything', [noted(2)])).toBe(2)
      expect(await write(store, other, 0, [noted(1)])).toBe(1)
    },
  },
  {
    name: 'what a conflict held is nowhere: not in its stream, not in another one, not in the feed',
    check: async (place) => {
      const { store, feed } = await place.open()
      const [stream, other] = [newStream(), newStream()]
      const [kept, beside] = [noted(0), noted(1)]
      await write(store, stream, 'nothing-yet', [kept])
      await write(store, other, 'nothing-yet', [beside])
      const lost = await store.append(stream, 'nothing-yet', notes(3))()
      expect(failure(lost)).toBe('conflict')
      expect(idsOf(await readAll(store, stream))).toEqual([kept.id])
      expect(idsOf(await readAll(store, other))).toEqual([beside.id])
      const fed = await caughtUp(place, feed, { prefixes: ['campaign-'] })
      expect(idsOf(fed)).toEqual([kept.id, beside.id])
    },
  },
]
