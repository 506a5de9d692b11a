/** The rules of outbound calling. */
export * from './ids'
export * from './time'
export * from './values'
export * from './calls'
export * from './calling'
export * from './campaign'
export * from './suppression/event'
export * from './recipients'
