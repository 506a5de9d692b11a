/** The event store in memory, for tests, simulation and examples. */
export { memoryLog } from './log'
export type { MemoryLog } from './log'
export * from './store'
