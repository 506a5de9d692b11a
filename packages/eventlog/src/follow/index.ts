/** The consumer of a feed as a machine. */
export * from './input'
export * from './state'
export { begin, step } from './step'
export type { Consumer } from './step'
