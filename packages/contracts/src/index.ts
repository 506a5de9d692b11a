/** What every store, carrier and key store must keep, as test suites. */
export * from './carrier'
export * from './event-store'
export * from './key-store'
