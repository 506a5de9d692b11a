/** Calls: the facts and how they end. */
export * from './disposition'
export * from './event'
export * from './stream'
