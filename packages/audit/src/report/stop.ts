/** The stop report: who stopped an outreach, when the last call went out, and who was called and who was not. */
import type { ActorId, AttemptId, LiveCalls, OutreachId, RecipientClass, Timestamp } from '@lastcall/domain'
import { attempts, classIndex, recipientClasses } from '@lastcall/domain'
import type { Evidence, OutreachEvidence, Stood } from '../replay'
import { attemptsOf, lastPlacedOf, outcomeOfAttempt, stopOf } from '../replay'
import type { InFlight } from './in-flight'
import { inFlightAt } from './in-flight'
import type { RecipientSet } from './ranges'
import { setOf } from './ranges'

export interface StopReport {
  readonly outreach: OutreachId
  readonly by: 'stop' | 'deletion of the campaign'
  readonly actor: ActorId
  readonly at: Timestamp
  /** Revision in the campaign's stream. */
  readonly revision: number
  readonly liveCalls: LiveCalls
  readonly recipients: number
  /** As the facts stand now. */
  readonly counts: Readonly<Record<RecipientClass, number>>
  /** Never called, and not in flight at the stop. */
  readonly neverAttempted: RecipientSet
  /** Called without success, and not in flight at the stop. */
  readonly notReached: RecipientSet
  readonly inFlight: readonly InFlight[]
  readonly lastCall: {
    readonly attempt: AttemptId
    /** From the stop's commit to the commit of `CallPlaced`, milliseconds; negative: before the stop. */
    readonly afterStopMs: number
  } | null
  readonly quiesced: {
    readonly revision: number
    /** What the process that said so had waited, by its own clock. */
    readonly waitedMs: number
    /** From the stop's commit to this one's, milliseconds, by the store's clock. */
    readonly afterStopMs: number
    readonly open: number
  } | null
  /** Authorized, neither released nor known to have been placed: only the network can say. */
  readonly unknowable: readonly AttemptId[]
}

const sinceMs = (stop: Stood, later: Stood): number => (later.us - stop.us) / 1_000

export const countsOf = ({ recipients }: OutreachEvidence): Readonly<Record<RecipientClass, number>> =>
  Object.fromEntries(recipientClasses.map((name, k) => [name, recipients.counts[k] ?? 0])) as Record<
    RecipientClass,
    number
  >

function* inClass(of: OutreachEvidence, name: RecipientClass, but: ReadonlySet<number>): Generator<number> {
  const wanted = recipientClasses.indexOf(name)
  for (const [recipient, code] of of.recipients.codes.entries())
    if (!but.has(recipient) && classIndex(code, attempts(code)) === wanted) yield recipient
}

const unknowableOf = (of: OutreachEvidence): readonly AttemptId[] => {
  const found: AttemptId[] = []
  for (const attempt of attemptsOf(of)) {
    const outcome = outcomeOfAttempt(attempt)
    const sign = attempt.placed ?? attempt.rang ?? attempt.answered
    if (sign === null && (outcome === null || outcome === 'unresolved')) found.push(attempt.attempt)
  }
  return found
}

const quietOf = ({ quiet }: OutreachEvidence, stop: Stood): StopReport['quiesced'] =>
  quiet === null
    ? null
    : {
        revision: quiet.at,
        waitedMs: quiet.waitedMs,
        afterStopMs: sinceMs(stop, quiet),
        open: quiet.open.length,
      }

/** Null: the outreach was not stopped, nor ended by a deletion. */
export const stopReport = (evidence: Evidence, of: OutreachEvidence): StopReport | null => {
  const stop = stopOf(evidence, of)
  const told = evidence.record.state.outreaches.get(of.outreach)?.stop
  if (stop === null || told === undefined || told === null) return null
  const inFlight = inFlightAt(of, stop)
  const flying = new Set(inFlight.map(({ recipient }) => recipient))
  const last = lastPlacedOf(of)
  return {
    outreach: of.outreach,
    by: stop.at === evidence.deleted?.at ? 'deletion of the campaign' : 'stop',
    actor: told.actor,
    at: told.at,
    revision: stop.at,
    liveCalls: told.liveCalls,
    recipients: of.recipients.size,
    counts: countsOf(of),
    neverAttempted: setOf(inClass(of, 'never attempted', flying)),
    notReached: setOf(inClass(of, 'not reached', flying)),
    inFlight,
    lastCall: last === null ? null : { attempt: last.attempt, afterStopMs: sinceMs(stop, last.placed) },
    quiesced: quietOf(of, stop),
    unknowable: unknowableOf(of),
  }
}
