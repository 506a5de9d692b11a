/** The claim: who dials a campaign, told by its history. */
export * from './input'
export * from './state'
export { isClaimant, reasonToClaim, step } from './step'
export type { ClaimRules, Me } from './step'
