/** The contract of the KeyStore port. */
export * from './harness'
export * from './suite'
