/** What people read. */
export { summaryOf } from './outreach'
export type { OutreachSummary } from './outreach'
export { stopReport } from './stop'
export type { StopReport } from './stop'
export { stopReportText } from './text'
export type { InFlight } from './in-flight'
export type { Range, RecipientSet } from './ranges'
