/** G4: whoever says that an outreach is quiet names the last call and every attempt that is still open. */
import type { AttemptId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { Evidence, OutreachEvidence, Placed, Quiet } from '../replay'
import { attemptsOf, openAt, placedOf, stopOf } from '../replay'
import type { Finding, Verdict } from '../verdict'
import { finding, judged } from '../verdict'

/** Told late: another fact of the same call stood in the log before its `CallPlaced`. */
const toldLate = ({ placed, firstFactAt }: Placed): boolean => firstFactAt < placed.at

/**
 * The last call is exact where the facts were known. A process may know better than the log, so a call placed after
 * `callsSeen`, or listed as open, is accepted too. So is the last one whose `CallPlaced` was news: a fold that met
 * the ringing first does not go back. Where there was none, nothing is the last call.
 */
const lastIsRight = (of: OutreachEvidence, { last, callsSeen, open }: Quiet): boolean => {
  let [lastKnown, lastNews, isKnown]: [AttemptId | null, AttemptId | null, boolean] = [null, null, false]
  for (const attempt of placedOf(of)) {
    if (attempt.placed.at > callsSeen) continue
    lastKnown = attempt.attempt
    if (!toldLate(attempt)) lastNews = attempt.attempt
    if (attempt.attempt === last) isKnown = true
  }
  if (last === lastKnown || last === lastNews) return true
  return !isKnown && open.some((attempt) => attempt === last)
}

const openProblems = (of: OutreachEvidence, quiet: Quiet): readonly string[] => {
  const listed = new Set(quiet.open)
  const owed: string[] = []
  for (const attempt of attemptsOf(of)) {
    const isListed = listed.delete(attempt.attempt)
    if (attempt.granted.at < quiet.at && !isListed && openAt(attempt, quiet.callsSeen))
      owed.push(`open attempt ${attempt.attempt} is not listed`)
  }
  return [...owed, ...[...listed].map((attempt) => `attempt ${attempt} is listed and was never authorized`)]
}

const quietProblems = (evidence: Evidence, of: OutreachEvidence, quiet: Quiet): readonly string[] => {
  const effective = stopOf(evidence, of)
  if (effective === null || effective.at > quiet.at) return ['quiesced an outreach that was not stopped']
  const problems = [...openProblems(of, quiet)]
  if (!of.revoked.some(({ at }) => at === quiet.stop))
    problems.push(`names revision ${quiet.stop} as the stop, which is none of it`)
  if (!lastIsRight(of, quiet))
    problems.push(`names ${quiet.last ?? 'nothing'} as the last call, which it is not`)
  return problems
}

export const account = (evidence: Evidence): Verdict => {
  const stream = campaignStream(evidence.campaign)
  const violations: Finding[] = []
  const open: Finding[] = []
  let checked = 0
  for (const of of evidence.outreaches.values()) {
    const stop = stopOf(evidence, of)
    if (of.quiet !== null) {
      const { quiet } = of
      checked += 1
      violations.push(...quietProblems(evidence, of, quiet).map((says) => finding(stream, quiet.at, says)))
    } else if (stop !== null) {
      checked += 1
      open.push(finding(stream, stop.at, `outreach ${of.outreach} is stopped and has not quiesced yet`))
    }
  }
  return judged('G4', checked, violations, open)
}
