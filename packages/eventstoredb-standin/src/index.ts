/** A server that speaks the protocol of EventStoreDB from memory, with faults on demand. For tests alone. */
export type { CallKind, Fault, Faults } from './faults'
export { newLog } from './log/record'
export type { Log } from './log/record'
export type { StandinOptions } from './node'
export { startStandin } from './standin'
export type { Standin, StandinPlace } from './standin'
