/** Replay, the promises checked from the log, agreement with the network, the stop report. */
export * from './audit'
export * from './invariants'
export * from './network'
export * from './replay'
export * from './report'
export * from './verdict'
