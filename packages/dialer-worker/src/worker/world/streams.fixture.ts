/** Streams in memory that keep the store's word: exact revisions conflict, a repeat is recognised by its id. */
import type { AppendFailure, Expected, NewEvent, Recorded, Revision } from '@lastcall/eventlog'
import { position, revision, streamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'

export interface Stream {
  readonly events: readonly Recorded[]
  readonly append: (
    expected: Expected,
    events: readonly NewEvent[],
    wallMs: number,
  ) => Either<AppendFailure, Revision>
}

export const stream = (name: string): Stream => {
  const log: Recorded[] = []
  const write = ({ id, type, data }: NewEvent, wallMs: number): void => {
    const at = log.length
    const where = { stream: streamName(name), revision: revision(at), position: position(`${name}@${at}`) }
    log.push({ ...where, id, type, data, metadata: {}, recordedUs: Math.round(wallMs * 1_000) })
  }
  return {
    events: log,
    append: (expected, events, wallMs) => {
      const next = expected === 'nothing-yet' ? 0 : expected === 'anything' ? log.length : expected + 1
      if (events.every(({ id }, k) => log[next + k]?.id === id))
        return right(revision(next + events.length - 1))
      if (next !== log.length) {
        const newest = log.at(-1)
        return left({ is: 'conflict', actual: newest === undefined ? none : some(newest.revision) })
      }
      for (const event of events) write(event, wallMs)
      return right(revision(log.length - 1))
    },
  }
}
