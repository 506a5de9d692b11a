/** The gate: the last check before the bytes leave. */
export * from './input'
export * from './state'
export { step } from './step'
