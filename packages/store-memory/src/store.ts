/** A handle on a log in memory: store and feed, answering as a store on a disk would. */
import type { EventFeed, EventStore, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { fromNullable } from 'fp-ts/lib/Option'
import { append } from './append'
import { encode } from './encode'
import { follow } from './follow'
import type { MemoryLog } from './log'
import { eventsOf, memoryLog, ring } from './log'
import { remove } from './remove'

export interface MemoryStoreOptions {
  /** The wall clock for `recordedUs`, milliseconds since 1970 UTC. `Date.now` where none is given. */
  readonly wallClockMs?: () => number
}

export interface MemoryStore {
  /** It can always answer in the same turn. */
  readonly store: EventStore & Required<Pick<EventStore, 'newer'>>
  /** Throws once the store is closed. */
  readonly feed: EventFeed
}

const closedAnswer: Unavailable = { is: 'unavailable', why: 'closed' }

/** Another handle on a log. Closing it leaves the log and the other handles as they are. */
export const openMemoryStore = (log: MemoryLog, options: MemoryStoreOptions = {}): MemoryStore => {
  const nowMs = options.wallClockMs ?? Date.now
  let closed = false
  const unlessClosed = <E, A>(answer: () => Either<E, A>): Either<E | Unavailable, A> =>
    closed ? left(closedAnswer) : answer()
  return {
    store: {
      append: (to, expected, events) => async () =>
        unlessClosed(() => {
          const encoded = encode(events)
          if (encoded._tag === 'Left') return encoded
          return append(log, Math.round(nowMs() * 1_000), to, expected, encoded.right)
        }),
      read: (of, from, limit) => async () =>
        unlessClosed(() => {
          const held = eventsOf(log, of)
          return right({ events: held.slice(from, from + limit), atHead: from + limit >= held.length })
        }),
      last: (of) => async () => unlessClosed(() => right(fromNullable(eventsOf(log, of).at(-1)))),
      deleteStream: (name) => async () => unlessClosed(() => remove(log, name)),
      newer: (of, after, limit) =>
        unlessClosed(() => {
          const from = after === null ? 0 : after + 1
          return right(eventsOf(log, of).slice(from, from + limit))
        }),
      close: async () => {
        closed = true
        ring(log)
      },
    },
    feed: { follow: (what, after, until) => follow(log, () => closed, what, after, until) },
  }
}

/** A log of its own and one handle on it. */
export const memoryStore = (options: MemoryStoreOptions = {}): MemoryStore =>
  openMemoryStore(memoryLog(), options)
