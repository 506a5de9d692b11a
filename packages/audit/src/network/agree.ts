/** The log against the network's own record, attempt by attempt: neither may know of a call that the other forbids. */
import type { AttemptId } from '@lastcall/domain'
import { callsStream } from '@lastcall/domain'
import type { Attempt, Evidence } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'
import type { Seen } from './seen'

/** Calls that only one of the two knows of, and may. */
export interface OneSided {
  /** `CallPlaced` whose originate did not reach the network: lost on its way, or refused before it. */
  readonly placedNotSeen: readonly AttemptId[]
  /** Originates without a `CallPlaced`: the process died between the gate and the fact. */
  readonly seenNotPlaced: readonly AttemptId[]
  /** Came after the network had promised that there is no such call, and was refused by that promise. */
  readonly refusedByPromise: readonly AttemptId[]
}

export interface Agreement extends OneSided {
  readonly violations: readonly Finding[]
}

const line = (seq: number, says: string): Finding => ({ at: `network record, seq ${seq}`, says })

/** The network kept its promise: it came too late, was refused and rang nowhere. */
const keptOut = (attempt: Attempt, seen: Seen): boolean =>
  attempt.released?.proof === 'carrier-absent' &&
  seen.promisedAbsent !== null &&
  seen.originates.every(({ seq }) => seq > (seen.promisedAbsent ?? seq)) &&
  seen.refused &&
  !seen.rang &&
  !seen.answered

const originateProblems = (id: AttemptId, attempt: Attempt | undefined, seen: Seen): readonly Finding[] => {
  const [first, ...more] = seen.originates
  if (first === undefined) return []
  if (attempt === undefined) return [line(first.seq, `originate of ${id}, which was never authorized`)]
  const again = more.map(({ seq }) => line(seq, `second originate of ${id}, the first was seq ${first.seq}`))
  const released =
    attempt.released !== null && !keptOut(attempt, seen)
      ? [line(first.seq, `originate of ${id}, which was released (${attempt.released.proof})`)]
      : []
  return [...again, ...released]
}

/** The log says that the network had the call: that it rang, talked or ended in a way only a network can tell. */
const claimsNetwork = ({ rang, answered, ended }: Attempt): boolean =>
  rang !== null || answered !== null || (ended !== null && ended.disposition !== 'carrier-fault')

const factProblems = (attempt: Attempt, seen: Seen | undefined): readonly Finding[] => {
  const stream = callsStream(attempt.outreach)
  const { placed, ended } = attempt
  const first = placed ?? attempt.rang ?? attempt.answered ?? ended
  if (first === null || !claimsNetwork(attempt)) return []
  if (seen === undefined || seen.originates.length === 0)
    return [finding(stream, first.at, `the network never saw the call of ${attempt.attempt}`)]
  if (ended === null || seen.disposition === null || seen.disposition === ended.disposition) return []
  const says = `${attempt.attempt} ended ${ended.disposition} in the log and ${seen.disposition} at the network`
  return [finding(stream, ended.at, says)]
}

/** `seen`: all that the network saw of attempts of this campaign, and of attempts that nobody knows. */
export const agreement = (evidence: Evidence, seen: ReadonlyMap<AttemptId, Seen>): Agreement => {
  const violations: Finding[] = []
  const placedNotSeen: AttemptId[] = []
  const seenNotPlaced: AttemptId[] = []
  const refusedByPromise: AttemptId[] = []
  for (const [id, what] of seen) {
    const attempt = evidence.attempts.get(id)
    violations.push(...originateProblems(id, attempt, what))
    if (attempt === undefined || what.originates.length === 0) continue
    if (keptOut(attempt, what)) refusedByPromise.push(id)
    else if (attempt.placed === null) seenNotPlaced.push(id)
  }
  for (const attempt of evidence.attempts) {
    const id = attempt.attempt
    const what = seen.get(id)
    violations.push(...factProblems(attempt, what))
    const unseen = what === undefined || what.originates.length === 0
    if (attempt.placed !== null && unseen && !claimsNetwork(attempt)) placedNotSeen.push(id)
  }
  return { violations, placedNotSeen, seenNotPlaced, refusedByPromise }
}
