/** Replaying a campaign's evidence into exact knowledge of every attempt. */
export { closing, openAt, outcomeOfAttempt } from './attempt'
export type { Attempt, Pass, Stood } from './attempt'
export { attemptsOf, noEvidence, stopOf } from './evidence'
export type { Batch, Evidence, Misfit, OutreachEvidence, Quiet } from './evidence'
export { seeCampaign, seeFact } from './see'
export { readEvidence } from './read'
