/** G5: every authorization gets exactly one outcome, and no fact is without an authorization. */
import { callsStream, campaignStream } from '@lastcall/domain'
import type { Attempt, Evidence } from '../replay'
import { attemptsOf, outcomeOfAttempt } from '../replay'
import type { Finding, Verdict } from '../verdict'
import { finding, judged } from '../verdict'

const twoOutcomes = (stream: string, { attempt, ended, released }: Attempt): readonly Finding[] =>
  ended === null || released === null
    ? []
    : [finding(stream, Math.max(ended.at, released.at), `attempt ${attempt} both ended and was released`)]

export const outcome = (evidence: Evidence): Verdict => {
  const grants = campaignStream(evidence.campaign)
  const violations: Finding[] = []
  const open: Finding[] = []
  let checked = 0
  for (const of of evidence.outreaches.values()) {
    const facts = callsStream(of.outreach)
    for (const { at, type, attempt, why } of of.misfits)
      // A strange gate is G2's matter; the authorization is there.
      if (!why.startsWith('left the gate'))
        violations.push(finding(facts, at, `${type} of ${attempt}, which ${why}`))
    for (const attempt of attemptsOf(of)) {
      checked += 1
      violations.push(...twoOutcomes(facts, attempt))
      if (outcomeOfAttempt(attempt) === null)
        open.push(finding(grants, attempt.granted.at, `attempt ${attempt.attempt}: outcome not yet known`))
    }
  }
  return judged('G5', checked, violations, open)
}
