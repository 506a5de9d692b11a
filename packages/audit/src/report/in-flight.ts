/** Who was in flight when the stop was committed, how far, and what became of them. */
import type { AttemptId, Ending, RecipientClass } from '@lastcall/domain'
import type { Attempt, OutreachEvidence, Stood } from '../replay'
import { attemptsOf, closing, outcomeOfAttempt } from '../replay'

export interface InFlight {
  readonly attempt: AttemptId
  readonly recipient: number
  readonly n: number
  /** How far it had come, as far as the log had been told when the stop was committed. */
  readonly atStop: Extract<RecipientClass, 'authorized' | 'handed over' | 'ringing' | 'connected'>
  readonly became: Ending | 'released' | 'unresolved' | 'still open'
}

const by = (stood: Stood | null, us: number): boolean => stood !== null && stood.us <= us

const stageAt = ({ placed, rang, answered }: Attempt, us: number): InFlight['atStop'] => {
  if (by(answered, us)) return 'connected'
  if (by(rang, us)) return 'ringing'
  return by(placed, us) ? 'handed over' : 'authorized'
}

/** By the store's commit times: the two streams have no other order, and a report is for people. */
export const inFlightAt = (of: OutreachEvidence, stop: Stood): readonly InFlight[] => {
  const found: InFlight[] = []
  for (const attempt of attemptsOf(of)) {
    if (by(closing(attempt), stop.us)) continue
    found.push({
      attempt: attempt.attempt,
      recipient: attempt.recipient,
      n: attempt.n,
      atStop: stageAt(attempt, stop.us),
      became: outcomeOfAttempt(attempt) ?? 'still open',
    })
  }
  return found.sort((a, b) => a.recipient - b.recipient || a.n - b.n)
}
