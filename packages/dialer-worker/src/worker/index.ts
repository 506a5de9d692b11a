/** The worker of one campaign as a pure machine. */
export * from './env'
export * from './input'
export { inOrder } from './queue'
export { ask } from './originate'
export type { RawLook } from './originate'
export { isIdle, mayLeave } from './rest'
export * from './state'
export { step, wake } from './step'
