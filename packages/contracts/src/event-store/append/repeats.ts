/** A repeat with the same ids at the same expected revision answers as the first time and writes nothing. */
import { expect } from '@jest/globals'
import type { EventStore, Expected, StreamName } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { EventStoreCase } from '../harness'
import { at, failure, idsOf, must, newStream, noted, notes, readAll, settle, write } from '../tools'

const answered = async (
  store: EventStore,
  to: StreamName,
  expected: Expected | number,
  events: Parameters<typeof write>[3],
): Promise<string> => failure(await store.append(to, at(expected), events)())

export const repeatCases: readonly EventStoreCase[] = [
  {
    name: 'a repeat at the same expected revision has the first answer and is written once',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [first, second] = [notes(2), notes(3, 2)]
      for (const answer of [1, 1]) expect(await write(store, stream, 'nothing-yet', first)).toBe(answer)
      for (const answer of [4, 4, 4]) expect(await write(store, stream, 1, second)).toBe(answer)
      expect(idsOf(await readAll(store, stream))).toEqual(idsOf([...first, ...second]))
    },
  },
  {
    name: 'a repeat is known also when others have appended since, and after a new opening',
    check: async ({ open }) => {
      const [{ store }, other] = [await open(), await open()]
      const stream = newStream()
      const [first, second] = [notes(1), notes(2, 1)]
      await write(store, stream, 'nothing-yet', first)
      await write(store, stream, 0, second)
      await write(other.store, stream, 'anything', notes(5, 3))
      await store.close()
      for (const handle of [other.store, (await open()).store]) {
        expect(await write(handle, stream, 'nothing-yet', first)).toBe(0)
        expect(await write(handle, stream, 0, second)).toBe(2)
      }
      expect(await readAll(other.store, stream)).toHaveLength(8)
    },
  },
  {
    name: 'a repeat of the first part of a list is a success that writes nothing',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [a, b, c] = [noted(0), noted(1), noted(2)]
      await write(store, stream, 'nothing-yet', [a, b, c])
      expect(await answered(store, stream, 'nothing-yet', [a])).toBe('success')
      expect(await answered(store, stream, 'nothing-yet', [a, b])).toBe('success')
      expect(await readAll(store, stream)).toHaveLength(3)
    },
  },
  {
    name: 'what only overlaps with an earlier append is a conflict, and nothing of it is written',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [a, b, c] = [noted(0), noted(1), noted(2)]
      await write(store, stream, 'nothing-yet', [a, b])
      expect(await answered(store, stream, 'nothing-yet', [b])).toBe('conflict')
      expect(await answered(store, stream, 'nothing-yet', [b, a])).toBe('conflict')
      expect(await answered(store, stream, 'nothing-yet', [a, c])).toBe('conflict')
      expect(await answered(store, stream, 'nothing-yet', [a, b, c])).toBe('conflict')
      expect(await answered(store, stream, 0, [b, c])).toBe('conflict')
      expect(idsOf(await readAll(store, stream))).toEqual([a.id, b.id])
    },
  },
  {
    name: 'the same ids at a new revision are written anew or not at all, never half',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const batch = notes(2)
      await write(store, stream, 'nothing-yet', batch)
      const again = await answered(store, stream, 1, batch)
      const size = again === 'success' ? 4 : 2
      expect(await readAll(store, stream)).toHaveLength(size)
      expect(await write(store, stream, size - 1, [noted(9)])).toBe(size)
    },
  },
  {
    name: 'a repeat with anything is a success; the events may stand twice, and never in part',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [a, b] = [noted(0), noted(1)]
      await write(store, stream, 'anything', [a, b])
      expect(await answered(store, stream, 'anything', [a, b])).toBe('success')
      const ids = idsOf(await readAll(store, stream))
      expect([
        [a.id, b.id],
        [a.id, b.id, a.id, b.id],
      ]).toContainEqual(ids)
    },
  },
  {
    name: 'the same append sent through several handles at once is written once, and each has the same answer',
    check: async (place) => {
      const handles = [await place.open(), await place.open(), await place.open()]
      const stream = newStream()
      await write((await place.open()).store, stream, 'nothing-yet', [noted(0)])
      for (let k = 0; k < 10; k += 1) {
        const [expected, batch] = [revision(2 * k), notes(2, 2 * k + 1)]
        const answers = await Promise.all(
          handles.map(({ store }) => settle(place, store, stream, expected, batch)),
        )
        expect(answers.map(must)).toEqual([2 * k + 2, 2 * k + 2, 2 * k + 2])
      }
      expect(await readAll((await place.open()).store, stream)).toHaveLength(21)
    },
  },
]
