/** The store: each answer is decided and written within one turn, so nothing can come between. */
import type { AppendFailure, EventStore, Expected, NewEvent, Recorded, Refused } from '@lastcall/eventlog'
import type { Revision, StreamName, Unavailable } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { fromNullable } from 'fp-ts/lib/Option'
import type { Journal } from './journal'
import { commit, forget } from './journal'

const refused = (why: string) => left<Refused>({ is: 'refused', why })

/** What JSON makes of the events, or a refusal that names the type and never the contents. */
const encode = (events: readonly NewEvent[]): Either<Refused, readonly Required<NewEvent>[]> => {
  const encoded: Required<NewEvent>[] = []
  for (const { id, type, data, metadata = {} } of events) {
    try {
      const text = JSON.stringify({ id, type, data, metadata })
      if (JSON.stringify(data) === undefined) return refused(`${type} has no data`)
      encoded.push(JSON.parse(text) as Required<NewEvent>)
    } catch {
      return refused(`${type} holds what JSON cannot hold`)
    }
  }
  return encoded.length === 0 ? refused('no events') : right(encoded)
}

const read = (journal: Journal, places: readonly number[]): readonly Recorded[] =>
  places.map((at) => JSON.parse(journal.entries[at] as string) as Recorded)

const placesOf = (journal: Journal, of: StreamName): readonly number[] => {
  const places = journal.streams.get(of) ?? []
  return places === 'deleted' ? [] : places
}

const append = (
  journal: Journal,
  to: StreamName,
  expected: Expected,
  events: readonly NewEvent[],
): Either<AppendFailure, Revision> => {
  const encoded = encode(events)
  if (encoded._tag === 'Left') return encoded
  const { right: fresh } = encoded
  const held = journal.streams.get(to) ?? []
  if (held === 'deleted') return refused(`${to} is deleted`)
  const first = expected === 'anything' ? held.length : expected === 'nothing-yet' ? 0 : expected + 1
  const last = revision(first + fresh.length - 1)
  if (first !== held.length) {
    // The append of a caller who did not hear the answer to it: it stands already, there and whole.
    const there = read(journal, held.slice(first, first + fresh.length))
    if (fresh.every(({ id }, k) => there[k]?.id === id)) return right(last)
    return left({ is: 'conflict', actual: fromNullable(read(journal, held.slice(-1))[0]?.revision) })
  }
  try {
    commit(journal, { to, recordedUs: Math.round(Date.now() * 1_000), events: fresh })
    return right(last)
  } catch (error) {
    return left({ is: 'uncertain', why: (error as NodeJS.ErrnoException).code ?? 'the disk failed' })
  }
}

const deleteStream = (journal: Journal, name: StreamName): Either<Refused | Unavailable, void> => {
  if (!name.startsWith('recipients-')) return refused(`${name} is evidence, which is never deleted`)
  try {
    return right(forget(journal, name))
  } catch (error) {
    return left({ is: 'unavailable', why: (error as NodeJS.ErrnoException).code ?? 'the disk failed' })
  }
}

export const storeOn = (journal: Journal, isOpen: () => boolean, close: () => Promise<void>): EventStore => {
  const whileOpen = <E, A>(answer: () => Either<E, A>): Either<E | Unavailable, A> =>
    isOpen() && !journal.lost
      ? answer()
      : left({ is: 'unavailable', why: isOpen() ? 'a write failed: open the journal anew' : 'closed' })
  const from = (of: StreamName, at: number, limit: number): readonly Recorded[] =>
    read(journal, placesOf(journal, of).slice(at, at + limit))
  return {
    append: (to, expected, events) => async () => whileOpen(() => append(journal, to, expected, events)),
    read: (of, at, limit) => async () =>
      whileOpen(() => {
        const atHead = at + limit >= placesOf(journal, of).length
        return right({ events: from(of, at, limit), atHead })
      }),
    last: (of) => async () =>
      whileOpen(() => right(fromNullable(read(journal, placesOf(journal, of).slice(-1))[0]))),
    newer: (of, after, limit) => whileOpen(() => right(from(of, after === null ? 0 : after + 1, limit))),
    deleteStream: (name) => async () => whileOpen(() => deleteStream(journal, name)),
    close,
  }
}
