/** The contract of the Carrier port. */
export * from './harness'
export * from './suite'
