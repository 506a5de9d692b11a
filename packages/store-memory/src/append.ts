/** One append: at the expected revision, as the repeat of an earlier one, or not at all. */
import type { AppendFailure, Expected, Recorded, Revision, StreamName } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { fromNullable } from 'fp-ts/lib/Option'
import type { Encoded } from './encode'
import type { MemoryLog } from './log'
import { positionAt, ring } from './log'

/** Where the first event would stand; null for a number that no revision is. */
const place = (expected: Expected, size: number): number | null => {
  if (expected === 'anything') return size
  if (expected === 'nothing-yet') return 0
  return Number.isSafeInteger(expected) && expected >= 0 ? expected + 1 : null
}

/** As EventStoreDB does: a whole list, or its first part, that already stands exactly there is a repeat. */
const standsAt = (first: number, held: readonly Recorded[], events: readonly Encoded[]): boolean =>
  events.every(({ id }, k) => held[first + k]?.id === id)

/** `nowUs`: the wall clock, microseconds since 1970 UTC. */
export const append = (
  log: MemoryLog,
  nowUs: number,
  to: StreamName,
  expected: Expected,
  events: readonly Encoded[],
): Either<AppendFailure, Revision> => {
  const stream = log.streams.get(to)
  if (stream === 'deleted') return left({ is: 'refused', why: 'the stream is deleted' })
  const held = stream ?? []
  const first = place(expected, held.length)
  if (first === null) return left({ is: 'refused', why: 'the expected revision is no revision' })
  if (first !== held.length) {
    return standsAt(first, held, events)
      ? right(revision(first + events.length - 1))
      : left({ is: 'conflict', actual: fromNullable(held.at(-1)?.revision) })
  }
  const recorded = events.map((event, k) => ({
    ...event,
    stream: to,
    revision: revision(first + k),
    position: positionAt(log.entries.length + k),
    recordedUs: nowUs,
  }))
  if (stream === undefined) log.streams.set(to, recorded)
  else stream.push(...recorded)
  log.entries.push(...recorded)
  ring(log)
  return right(revision(first + events.length - 1))
}
