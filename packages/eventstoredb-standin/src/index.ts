/**
 * A server that speaks the protocol of EventStoreDB from memory, with faults on demand. For tests alone. It cannot show
 * quorum, elections, forwarding, truncation, real time-outs, access control, scavenge, TLS: whatever a test says of
 * those against it is not verified.
 */
export type { CallKind, Fault, Faults } from './faults'
export { newLog } from './log/record'
export type { Log } from './log/record'
export type { StandinOptions } from './node'
export { startStandin } from './standin'
export type { Standin, StandinPlace } from './standin'
