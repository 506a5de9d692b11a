/** G2: at most one originate per (recipient, n), and never a grant while an earlier one is open. */
import type { Evidence } from '../replay'
import type { Verdict } from '../verdict'
import { judged } from '../verdict'
import { grantFindings } from './g2-grants'
import { passFindings } from './g2-passes'

export const count = (evidence: Evidence): Verdict => {
  const authorizations = evidence.batches.reduce((sum, { calls }) => sum + calls, 0)
  return judged('G2', authorizations, [...grantFindings(evidence), ...passFindings(evidence)])
}
