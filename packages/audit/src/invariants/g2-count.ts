/** G2: at most one originate per (recipient, n), and never a grant while an earlier one is open. */
import type { Evidence } from '../replay'
import type { Verdict } from '../verdict'
import { judged } from '../verdict'
import { grantFindings } from './g2-grants'
import { passFindings } from './g2-passes'

export const count = (evidence: Evidence): Verdict =>
  judged('G2', evidence.attempts.size, [...grantFindings(evidence), ...passFindings(evidence)])
