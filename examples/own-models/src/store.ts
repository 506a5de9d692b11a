/** A store of one's own as a model: streams in arrays. What decides whether it may be used is one line, its conflict. */
import type { NewEvent, Recorded, StreamName } from '@lastcall/eventlog'
import { position, revision } from '@lastcall/eventlog'
import type { StoreModel } from '@lastcall/simulation'
import { left, right } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'

interface Row {
  readonly recorded: Recorded
  /** It was appended at an exact revision. */
  readonly wasExact: boolean
}

/** `behind`: what stands where the appended event was expected to stand, and after it. */
type IsConflict = (behind: readonly Row[]) => boolean

/** Whatever stands there already is a reason to refuse: the one rule on which every promise of Lastcall rests. */
const anything: IsConflict = (behind) => behind.length > 0

/** Reasons that nobody read the stream to append those, so they change nothing that a decision was made on. A stop is one. */
const onlyWhatWasExact: IsConflict = (behind) => behind.some(({ wasExact }) => wasExact)

const arrays = (isConflict: IsConflict, kept: ReadonlyMap<StreamName, readonly Row[]>): StoreModel => {
  const streams = new Map(kept)
  let written = [...kept.values()].flat().length

  const rowOf = (to: StreamName, at: number, event: NewEvent, recordedUs: number): Omit<Row, 'wasExact'> => {
    written += 1
    const place = { stream: to, revision: revision(at), position: position(String(written)) }
    return { recorded: { ...event, ...place, metadata: {}, recordedUs } }
  }

  return {
    append: (to, expected, events, wallUs) => {
      const rows = streams.get(to) ?? []
      const wasExact = expected !== 'anything'
      const next = expected === 'anything' ? rows.length : expected === 'nothing-yet' ? 0 : expected + 1
      // The same events once more, because their answer was lost: a success that writes nothing.
      if (events.every(({ id }, k) => rows[next + k]?.recorded.id === id))
        return right(revision(next + events.length - 1))
      if (next > rows.length || isConflict(rows.slice(next))) {
        const newest = rows.at(-1)?.recorded.revision
        return left({ is: 'conflict', actual: newest === undefined ? none : some(newest) })
      }
      const added = events.map((event, k) => ({ ...rowOf(to, rows.length + k, event, wallUs), wasExact }))
      streams.set(to, [...rows, ...added])
      return right(revision(rows.length + added.length - 1))
    },
    read: (of, from) => (streams.get(of) ?? []).slice(from).map(({ recorded }) => recorded),
    copy: () => arrays(isConflict, streams),
  }
}

export const careful = (): StoreModel => arrays(anything, new Map())
export const nearlyCareful = (): StoreModel => arrays(onlyWhatWasExact, new Map())
