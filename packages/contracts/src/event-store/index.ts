/** The contract of the EventStore and EventFeed ports. */
export * from './harness'
export * from './suite'
