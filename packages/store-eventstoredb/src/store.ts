/** The event store over one connection. Every answer is a value, in bounded time, also while it closes. */
import type { EventStore, Page, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { fromNullable } from 'fp-ts/lib/Option'
import type { Connection } from './connection/connection'
import { unavailable } from './failure'
import { readLast, readOnward } from './reading/read'
import type { StreamContents } from './reading/read'
import type { Limits } from './settings/options'
import { append } from './writing/append'
import { remove } from './writing/remove'

/** A page ends early here, so that neither the event loop nor the memory is asked for too much. */
const mostEvents = 5_000

const pageOf = (wanted: number, { events }: StreamContents): Page => ({
  events: events.slice(0, wanted),
  // One more than wanted was asked for: what it does not hold was not there.
  atHead: events.length <= wanted,
})

const mapped = <A, B>(answer: Either<Unavailable, A>, to: (a: A) => B): Either<Unavailable, B> =>
  answer._tag === 'Left' ? answer : right(to(answer.right))

/** `end`: what is left to close when nothing is under way any more. */
export const storeOn = (
  connection: Connection,
  limits: Limits,
  closing: AbortController,
  end: () => Promise<void>,
): EventStore => {
  const under = new Set<Promise<unknown>>()
  const unlessClosed =
    <E, A>(work: () => Promise<Either<E, A>>) =>
    async (): Promise<Either<E | Unavailable, A>> => {
      if (closing.signal.aborted) return left(unavailable('closed'))
      const working = work()
      under.add(working)
      return working.finally(() => under.delete(working))
    }
  const [appending, removing] = [append(connection, limits), remove(connection, limits)]
  return {
    append: (to, expected, events) => unlessClosed(() => appending(to, expected, events)),
    read: (of, from, limit) =>
      unlessClosed(async () => {
        const wanted = Math.max(0, Math.min(limit, mostEvents))
        const read = await readOnward(connection, limits.readMs, of, from, wanted + 1)
        return mapped(read, (contents) => pageOf(wanted, contents))
      }),
    last: (of) =>
      unlessClosed(async () => {
        const read = await readLast(connection, limits.lookMs, of)
        return mapped(read, ({ events }) => fromNullable(events[0]))
      }),
    deleteStream: (name) => unlessClosed(() => removing(name)),
    close: async () => {
      closing.abort()
      // Each has a timer of its own.
      await Promise.allSettled(under)
      await end()
    },
  }
}
