/** Replaying a campaign's evidence into exact knowledge of every attempt. */
export { closing, openAt, outcomeOfAttempt } from './attempt'
export type { Attempt, End, Pass, Stood } from './attempt'
export { attemptsOf, noEvidence, stopOf } from './evidence'
export type { Batch, Evidence, Misfit, OutOfHours, OutreachEvidence, Quiet } from './evidence'
export { seeCampaign, seeFact, seeSuppression } from './see'
export { readEvidence } from './read'
