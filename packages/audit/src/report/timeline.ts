/** When the calls around a stop were authorized, left, rang, talked and ended, counted from the stop. */
import type { AttemptId, Ending, OutreachId } from '@lastcall/domain'
import type { Attempt, Evidence, OutreachEvidence, Stood } from '../replay'
import { attemptsOf, closing, outcomeOfAttempt, stopOf } from '../replay'

/** Milliseconds from the commit of the stop, by the store's clock; negative: before it. Null: it did not happen. */
export interface Line {
  readonly attempt: AttemptId
  readonly recipient: number
  readonly n: number
  readonly authorizedMs: number
  readonly placedMs: number | null
  readonly rangMs: number | null
  readonly answeredMs: number | null
  readonly endedMs: number | null
  readonly became: Ending | 'released' | 'unresolved' | 'still open'
}

export interface Timeline {
  readonly outreach: OutreachId
  readonly quietMs: number | null
  /** The calls nearest to the stop, in the order of authorization. */
  readonly lines: readonly Line[]
  /** Calls that are not listed: ended before the stop, unless too many were open. */
  readonly earlier: number
  /** Calls of the whole outreach authorized after the stop: 0 is what is promised. */
  readonly authorizedAfter: number
  /** Calls that left the gate after the stop was committed, as far as facts tell: bounded by the permit. */
  readonly placedAfter: number
}

const line = (attempt: Attempt, stop: Stood): Line => {
  const since = (stood: Stood | null): number | null => (stood === null ? null : (stood.us - stop.us) / 1_000)
  return {
    attempt: attempt.attempt,
    recipient: attempt.recipient,
    n: attempt.n,
    authorizedMs: (attempt.granted.us - stop.us) / 1_000,
    placedMs: since(attempt.placed),
    rangMs: since(attempt.rang),
    answeredMs: since(attempt.answered),
    endedMs: since(attempt.ended ?? attempt.released ?? attempt.unresolved),
    became: outcomeOfAttempt(attempt) ?? 'still open',
  }
}

/** Open at the stop, however early it began: those come first when there are too many to list. */
const wasOpen = (attempt: Attempt, stop: Stood): boolean => (closing(attempt)?.us ?? Infinity) > stop.us

type Order = (one: Attempt, other: Attempt) => number

/** By authorization; one batch by recipient, and whoever stands in it twice with the later row first. */
const inOrder: Order = (one, other) =>
  one.granted.at - other.granted.at || one.recipient - other.recipient || other.row - one.row

/** The first `most` of all that are offered, by their order: an outreach may have more calls than anybody can hold. */
const nearest = (most: number, order: Order) => {
  let held: Attempt[] = []
  const kept = (): readonly Attempt[] => (held = held.sort(order).slice(0, most))
  const offer = (attempt: Attempt): void => {
    held.push(attempt)
    if (held.length > 2 * most) kept()
  }
  return { offer, kept }
}

/** `most`: calls listed at most. Null: the outreach was not stopped. */
export const timelineOf = (evidence: Evidence, of: OutreachEvidence, most = 200): Timeline | null => {
  const stop = stopOf(evidence, of)
  if (stop === null) return null
  const open = nearest(most, inOrder)
  const ended = nearest(most, (one, other) => inOrder(other, one))
  let [authorizedAfter, placedAfter] = [0, 0]
  for (const attempt of attemptsOf(of)) {
    if (attempt.granted.at > stop.at) authorizedAfter += 1
    if (attempt.placed !== null && attempt.placed.us > stop.us) placedAfter += 1
    const among = wasOpen(attempt, stop) ? open : ended
    among.offer(attempt)
  }
  const listed = [...open.kept(), ...ended.kept()].slice(0, most).sort(inOrder)
  return {
    outreach: of.outreach,
    quietMs: of.quiet === null ? null : (of.quiet.us - stop.us) / 1_000,
    lines: listed.map((attempt) => line(attempt, stop)),
    earlier: of.authorizations - listed.length,
    authorizedAfter,
    placedAfter,
  }
}
