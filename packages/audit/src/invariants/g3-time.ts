/** G3: every call left the gate while its permit was alive, and none after its outreach had quiesced. */
import { callsStream } from '@lastcall/domain'
import type { Evidence, OutreachEvidence, Placed } from '../replay'
import { openAt, placedOf } from '../replay'
import type { Finding, Verdict } from '../verdict'
import { finding, judged } from '../verdict'

const problems = (of: OutreachEvidence, attempt: Placed): readonly Finding[] => {
  const stream = callsStream(of.outreach)
  const { quiet } = of
  return [attempt.placed, ...attempt.again].flatMap(({ at, permitAgeUs }) => {
    const found: Finding[] = []
    if (permitAgeUs > attempt.permitMs * 1_000)
      found.push(
        finding(
          stream,
          at,
          `attempt ${attempt.attempt} left the gate ${permitAgeUs} us after its permit began, which lives ${attempt.permitMs} ms`,
        ),
      )
    // Facts may lag behind the quiet; whoever quiesced knew of these attempts: listed as open, or closed by then.
    const wasKnown =
      quiet === null || quiet.open.includes(attempt.attempt) || !openAt(attempt, quiet.callsSeen)
    if (quiet !== null && at > quiet.callsSeen && !wasKnown)
      found.push(
        finding(
          stream,
          at,
          `attempt ${attempt.attempt} placed after the outreach had quiesced at campaign revision ${quiet.at}`,
        ),
      )
    return found
  })
}

export const time = (evidence: Evidence): Verdict => {
  const outreaches = [...evidence.outreaches.values()]
  const checked = outreaches.reduce((sum, { placed }) => sum + placed.size, 0)
  const violations: Finding[] = []
  for (const of of outreaches) for (const attempt of placedOf(of)) violations.push(...problems(of, attempt))
  return judged('G3', checked, violations)
}
