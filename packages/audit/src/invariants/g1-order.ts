/** G1: no authorization of an outreach stands behind its stop, nor behind the deletion of its campaign. */
import { campaignStream } from '@lastcall/domain'
import type { Evidence } from '../replay'
import type { Finding, Verdict } from '../verdict'
import { finding, judged } from '../verdict'

export const order = (evidence: Evidence): Verdict => {
  const stream = campaignStream(evidence.campaign)
  const violations: Finding[] = []
  for (const { at, outreach, calls } of evidence.batches) {
    const stops = evidence.outreaches.get(outreach)?.revoked ?? []
    const before = [...stops, ...(evidence.deleted === null ? [] : [evidence.deleted])].find((r) => r.at < at)
    if (before === undefined) continue
    const what = before.at === evidence.deleted?.at ? 'deletion' : 'stop'
    violations.push(
      finding(stream, at, `${calls} calls of ${outreach} authorized behind its ${what} at ${before.at}`),
    )
  }
  return judged('G1', evidence.batches.size, violations)
}
