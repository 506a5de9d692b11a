/** The log as a model: streams in memory that answer at once. The world puts the way there, and its weather, around it. */
import type { AppendFailure, Expected, NewEvent, Recorded, Revision, StreamName } from '@lastcall/eventlog'
import { position, revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'

/** Whoever has a store of their own can put its model here. Nothing waits, nothing is lost: that is the world's part. */
export interface StoreModel {
  readonly append: (
    to: StreamName,
    expected: Expected,
    events: readonly NewEvent[],
    wallUs: number,
  ) => Either<AppendFailure, Revision>
  /** Everything in the stream from this revision on. */
  readonly read: (of: StreamName, from: number) => readonly Recorded[]
  /** Only what the exhaustive search needs: the same log once more. */
  readonly copy: () => StoreModel
}

const nothing: readonly Recorded[] = []

export const storeModel = (kept: ReadonlyMap<StreamName, readonly Recorded[]> = new Map()): StoreModel => {
  const streams = new Map<StreamName, Recorded[]>()
  for (const [name, events] of kept) streams.set(name, [...events])
  let written = 0
  const write = (to: StreamName, log: Recorded[], { id, type, data }: NewEvent, recordedUs: number): void => {
    written += 1
    const place = { stream: to, revision: revision(log.length), position: position(String(written)) }
    log.push({ ...place, id, type, data, metadata: {}, recordedUs })
  }
  return {
    append: (to, expected, events, wallUs) => {
      const log = streams.get(to) ?? []
      const next = expected === 'nothing-yet' ? 0 : expected === 'anything' ? log.length : expected + 1
      // A repeat with the same ids at the same revision is a success; with `anything` it stands twice.
      if (events.every(({ id }, k) => log[next + k]?.id === id))
        return right(revision(next + events.length - 1))
      if (next !== log.length) {
        const newest = log.at(-1)
        return left({ is: 'conflict', actual: newest === undefined ? none : some(newest.revision) })
      }
      for (const event of events) write(to, log, event, wallUs)
      streams.set(to, log)
      return right(revision(log.length - 1))
    },
    read: (of, from) => {
      const log = streams.get(of)
      return log === undefined || from >= log.length ? nothing : log.slice(from)
    },
    copy: () => storeModel(streams),
  }
}
