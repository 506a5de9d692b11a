/** The telephone network as a pure machine. */
export * from './input'
export * from './state'
export * from './words'
export { nextDue, step } from './step'
export type { NetworkStep } from './advance'
