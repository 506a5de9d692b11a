/** The resolver: what became of attempts that nobody follows. */
export * from './input'
export * from './state'
export { step } from './step'
