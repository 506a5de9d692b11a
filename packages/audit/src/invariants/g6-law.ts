/** G6: caps, calling hours and opt-outs held when each call was authorized; what only the numbers could tell is counted. */
import { campaignStream } from '@lastcall/domain'
import type { Evidence } from '../replay'
import type { Finding, Verdict } from '../verdict'
import { finding, judged } from '../verdict'
import { channelFindings } from './g6-channels'
import { recipientFindings } from './g6-recipients'

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const hoursFindings = ({ campaign, outOfHours }: Evidence): readonly Finding[] =>
  outOfHours.map(({ at, outreach, recipient, minute }) => {
    const says = `recipient ${recipient} of ${outreach} authorized at ${clock(minute)} of their day, outside the calling hours`
    return finding(campaignStream(campaign), at, says)
  })

const seenTooFar = ({ campaign, batches, outreaches, suppressions }: Evidence): readonly Finding[] => {
  const stream = campaignStream(campaign)
  const found: Finding[] = []
  for (const { at, callsSeen, suppressionSeen } of batches) {
    for (const [outreach, seen] of callsSeen)
      if (seen !== null && seen >= (outreaches.get(outreach)?.facts ?? 0))
        found.push(finding(stream, at, `names fact ${seen} of ${outreach}, which does not exist`))
    if (suppressionSeen !== null && suppressions !== null && suppressionSeen >= suppressions)
      found.push(finding(stream, at, `names suppression ${suppressionSeen}, which does not exist`))
  }
  return found
}

/** An authorization names no number, nor its keyed hash: from the log alone nobody can look it up. */
const notCheckable = ({ attempts: { size: calls }, suppressions }: Evidence): readonly Finding[] => {
  if (calls === 0 || suppressions === 0) return []
  const why = suppressions === null ? 'the suppression stream was not read' : 'the log names no numbers'
  return [{ at: 'suppression', says: `${calls} authorizations not checkable against suppression: ${why}` }]
}

/** Without settings there is nothing to hold anybody to, and no campaign. */
export const law = (evidence: Evidence): Verdict => {
  const { settings } = evidence.record.state
  const calls = evidence.attempts.size
  const [first] = evidence.batches
  if (settings === null) {
    const stream = campaignStream(evidence.campaign)
    const says = 'authorized without the settings of a campaign'
    return judged('G6', calls, first === undefined ? [] : [finding(stream, first.at, says)])
  }
  const violations = [
    ...recipientFindings(evidence, settings.retry),
    ...channelFindings(evidence, settings.pacing.channels),
    ...hoursFindings(evidence),
    ...seenTooFar(evidence),
  ]
  return judged('G6', calls, violations, notCheckable(evidence))
}
