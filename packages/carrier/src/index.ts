/** The Carrier port and the network's own record. */
export * from './port'
export * from './record'
