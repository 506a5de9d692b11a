/** G6, the recipients: nobody is called beyond the cap, after a final outcome or after asking not to be. */
import type { Retry } from '@lastcall/domain'
import { campaignStream, retryAfterMs } from '@lastcall/domain'
import type { Attempt, Evidence, OutreachEvidence } from '../replay'
import { attemptsOf } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'

const known = (stood: { readonly at: number } | null, seen: number): boolean =>
  stood !== null && stood.at <= seen

/** Authorizations before this one that count against the cap: those not known to be released. */
const attemptsBefore = ({ previous, callsSeen }: Attempt): number => {
  let count = 0
  for (let p = previous; p !== null; p = p.previous) if (!known(p.released, callsSeen)) count += 1
  return count
}

/** Why the outcome before this authorization, as far as it was known, forbids another call; null: it does not. */
const finality = ({ previous, callsSeen }: Attempt, retry: Retry): string | null => {
  if (previous === null) return null
  const { ended, released, unresolved } = previous
  if (ended !== null && ended.at <= callsSeen)
    return retryAfterMs(retry, ended.disposition) === null ? ended.disposition : null
  // Whose own gate comes back and says that it never left is uncalled, whatever a successor could not find out.
  return known(unresolved, callsSeen) && !known(released, callsSeen) ? 'unresolved' : null
}

const problems = (of: OutreachEvidence, attempt: Attempt, retry: Retry): readonly string[] => {
  const { recipient, n, callsSeen } = attempt
  const found: string[] = []
  const who = `recipient ${recipient} authorized as ${n}`
  if (attemptsBefore(attempt) >= retry.maxAttempts)
    found.push(`${who} beyond the cap of ${retry.maxAttempts} attempts`)
  const final = finality(attempt, retry)
  if (final !== null) found.push(`${who} after ${final}, which is never tried again`)
  const optedOut = of.optedOut.get(recipient)
  if (optedOut !== undefined && optedOut <= callsSeen)
    found.push(`${who} after they asked not to be called, fact ${optedOut}`)
  return found
}

export const recipientFindings = (evidence: Evidence, retry: Retry): readonly Finding[] => {
  const stream = campaignStream(evidence.campaign)
  const found: Finding[] = []
  for (const of of evidence.outreaches.values())
    for (const attempt of attemptsOf(of))
      for (const says of problems(of, attempt, retry)) found.push(finding(stream, attempt.granted.at, says))
  return found
}
