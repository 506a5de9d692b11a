/** The port to a log of events: streams, appended at an expected revision and read in order. */
import type { Either } from 'fp-ts/lib/Either'
import type { Option } from 'fp-ts/lib/Option'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { Revision, StreamName } from './brand'
import type { NewEvent, Recorded } from './event'

/** What must be the newest event of the stream for an append to count. */
export type Expected = 'nothing-yet' | 'anything' | Revision

/**
 * Who goes first when writers queue: `revocation` is for stops, deletions and suppressions; everything else
 * is `ordinary`. A store without a queue may ignore it.
 */
export type Lane = 'ordinary' | 'revocation'

export type AppendFailure =
  /** The stream's newest revision is another one; nothing was written. Read the tail and decide anew. */
  | { readonly is: 'conflict'; readonly actual: Option<Revision> }
  /** It may stand, or come later. Read before anything else is concluded. */
  | { readonly is: 'uncertain'; readonly why: string }
  /** Certainly not written; a repeat may help. */
  | { readonly is: 'unavailable'; readonly why: string }
  /** Certainly not written; a repeat cannot help (too large, stream deleted, not allowed). */
  | { readonly is: 'refused'; readonly why: string }

export interface Unavailable {
  readonly is: 'unavailable'
  readonly why: string
}

export interface Refused {
  readonly is: 'refused'
  readonly why: string
}

export interface Page {
  readonly events: readonly Recorded[]
  /** True when the stream held nothing after this page at the moment of reading. */
  readonly atHead: boolean
}

export interface EventStore {
  /**
   * Appends all events or none. The answer is the revision of the last one. A repeat with the same ids at the
   * same expected revision answers as the first time and writes nothing; with `anything` it may stand twice.
   */
  readonly append: (
    to: StreamName,
    expected: Expected,
    events: ReadonlyNonEmptyArray<NewEvent>,
    lane?: Lane,
  ) => TaskEither<AppendFailure, Revision>
  /** Up to `limit` events from revision `from` on, in order. A stream that is not there reads as empty. */
  readonly read: (of: StreamName, from: Revision, limit: number) => TaskEither<Unavailable, Page>
  /** The look: the newest event of a stream. */
  readonly last: (of: StreamName) => TaskEither<Unavailable, Option<Recorded>>
  /** Removes the contents of a `recipients-` stream for good; again is a success. Any other name is refused. */
  readonly deleteStream: (name: StreamName) => TaskEither<Unavailable | Refused, void>
  /**
   * The last look, for stores that can answer inside one synchronous turn: everything in the stream after
   * `after` (null: from its start), at most `limit` events.
   */
  readonly newer?: (
    of: StreamName,
    after: Revision | null,
    limit: number,
  ) => Either<Unavailable, readonly Recorded[]>
  /** Ends what the store holds open; later calls answer `unavailable`. */
  readonly close: () => Promise<void>
}
