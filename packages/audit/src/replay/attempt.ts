/** All that the log says about one attempt, with the places where it says so. */
import type { AttemptId, Ending, IncarnationId, OutreachId } from '@lastcall/domain'

/** Where and when something stands: revision in its stream, commit time in microseconds since 1970. */
export interface Stood {
  readonly at: number
  readonly us: number
}

/** How it ended, in the words of the carrier, as far as the log holds them. */
export interface End extends Stood {
  readonly disposition: Ending
  readonly status: string
  readonly cause: string
  readonly ringMs: number
  readonly talkMs: number
}

export interface Pass extends Stood {
  readonly incarnation: IncarnationId
  readonly pass: number
  readonly permitAgeUs: number
}

/** Revisions of facts are those of the outreach's `calls-` stream. The first fact of a kind counts. */
export interface Attempt {
  /** Its place in the order of authorization. */
  readonly row: number
  readonly attempt: AttemptId
  readonly outreach: OutreachId
  readonly recipient: number
  readonly n: number
  /** From UTC at the recipient's, minutes, as the authorization names it. */
  readonly offset: number
  readonly incarnation: IncarnationId
  readonly permitMs: number
  /** The authorization in the campaign's stream. */
  readonly granted: Stood
  /** How far the outreach's facts were known when it was authorized; -1: none. */
  readonly callsSeen: number
  /** The authorization of the same recipient before this one. */
  readonly previous: Attempt | null
  /** Revision of the first fact of any kind; -1: none. */
  readonly firstFactAt: number
  readonly placed: Pass | null
  /** Further passes through a gate that are no repeats of the first: there must not be any. */
  readonly again: readonly Pass[]
  readonly rang: Stood | null
  readonly answered: Stood | null
  readonly ended: End | null
  readonly released: (Stood & { readonly proof: 'own-gate' | 'carrier-absent' }) | null
  readonly unresolved: Stood | null
}

/** One that left the gate, as far as the log tells. */
export interface Placed extends Attempt {
  readonly placed: Pass
}

const terminals = ({ ended, released, unresolved }: Attempt): readonly (Stood | null)[] => [
  ended,
  released,
  unresolved,
]

/** The first terminal fact, or null: the attempt is open. */
export const closing = (attempt: Attempt): Stood | null =>
  terminals(attempt).reduce(
    (first, stood) => (stood !== null && (first === null || stood.at < first.at) ? stood : first),
    null,
  )

/** Open when the facts are known up to the revision `seen` (-1: none). */
export const openAt = (attempt: Attempt, seen: number): boolean => {
  const closed = closing(attempt)
  return closed === null || closed.at > seen
}

/** What became of it: known ends beat `unresolved`. Null: open. */
export const outcomeOfAttempt = (attempt: Attempt): Ending | 'released' | 'unresolved' | null => {
  if (attempt.ended !== null) return attempt.ended.disposition
  if (attempt.released !== null) return 'released'
  return attempt.unresolved === null ? null : 'unresolved'
}
