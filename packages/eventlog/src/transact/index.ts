/** The transaction as a machine, for simulators and checkers. */
export * from './input'
export * from './state'
export { begin, beginByReading, step } from './step'
