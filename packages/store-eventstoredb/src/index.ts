/** The event store in EventStoreDB or KurrentDB. The public face of the package. */
export { openEventStoreDb } from './open'
export type { EventStoreDb } from './open'
export type { CannotConnect, EventStoreDbOptions, Notice } from './settings/options'
