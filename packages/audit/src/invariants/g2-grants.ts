/** G2, the grants: one authorization per (recipient, n), none while an earlier one may still be open. */
import { callsStream, campaignStream } from '@lastcall/domain'
import type { Attempt, Evidence, OutreachEvidence } from '../replay'
import { attemptsOf, firstRowOf, openAt } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'

const earlierOpen = (attempt: Attempt): Attempt | null => {
  for (let p = attempt.previous; p !== null; p = p.previous) if (openAt(p, attempt.callsSeen)) return p
  return null
}

const numbersOf = (attempt: Attempt): string | null => {
  const expected = (attempt.previous?.n ?? 0) + 1
  return attempt.n === expected
    ? null
    : `recipient ${attempt.recipient} authorized as ${attempt.n} where ${expected} was next`
}

const grantProblems = (evidence: Evidence, of: OutreachEvidence, attempt: Attempt): readonly string[] => {
  const problems: string[] = []
  const numbers = numbersOf(attempt)
  if (numbers !== null) problems.push(numbers)
  if (firstRowOf(evidence.book, attempt.attempt) !== attempt.row)
    problems.push(`attempt ${attempt.attempt} authorized a second time`)
  if (of.scheduled === null || attempt.recipient >= of.recipients.size)
    problems.push(`recipient ${attempt.recipient} is not on the list of ${of.outreach}`)
  const open = earlierOpen(attempt)
  if (open !== null) {
    const seen = attempt.callsSeen < 0 ? 'no fact' : `${callsStream(of.outreach)}@${attempt.callsSeen}`
    problems.push(
      `recipient ${attempt.recipient} authorized as ${attempt.n} while number ${open.n} was open as far as ${seen} tells`,
    )
  }
  return problems
}

export const grantFindings = (evidence: Evidence): readonly Finding[] => {
  const stream = campaignStream(evidence.campaign)
  const found: Finding[] = []
  for (const of of evidence.outreaches.values())
    for (const attempt of attemptsOf(of))
      for (const says of grantProblems(evidence, of, attempt))
        found.push(finding(stream, attempt.granted.at, says))
  return found
}
