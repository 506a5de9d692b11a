/** One outreach in a few figures, with its stop report where there is one. */
import type { OutreachId, Phase, RecipientClass } from '@lastcall/domain'
import type { Evidence, OutreachEvidence } from '../replay'
import type { StopReport } from './stop'
import { countsOf, stopReport } from './stop'

export interface OutreachSummary {
  readonly outreach: OutreachId
  /** Null: spoken of, and never scheduled. */
  readonly phase: Phase | null
  readonly recipients: number
  readonly authorizations: number
  readonly placed: number
  readonly counts: Readonly<Record<RecipientClass, number>>
  readonly stop: StopReport | null
}

export const summaryOf = (evidence: Evidence, of: OutreachEvidence): OutreachSummary => ({
  outreach: of.outreach,
  phase: evidence.record.state.outreaches.get(of.outreach)?.phase ?? null,
  recipients: of.recipients.size,
  authorizations: of.authorizations,
  placed: of.placed.size,
  counts: countsOf(of),
  stop: stopReport(evidence, of),
})
