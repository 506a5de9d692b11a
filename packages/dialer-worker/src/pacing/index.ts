/** Pacing: how many calls may be authorized now. */
export * from './state'
export { allowed, step } from './step'
export type { PacingInput } from './step'
