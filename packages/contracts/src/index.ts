/** What every store, carrier and key store must keep, as test suites. */
export * from './carrier'
export * from './key-store'
