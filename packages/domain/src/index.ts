/** The rules of outbound calling. */
export * from './ids'
export * from './values'
export * from './calls'
