/** The event store in EventStoreDB or KurrentDB. The public face of the package. */
export { checkStore } from './checking/check'
export type { CheckFailed, StoreReport } from './checking/check'
export type { ClusterNode } from './checking/server'
export { openEventStoreDb } from './open'
export type { EventStoreDb } from './open'
export type { CannotConnect, EventStoreDbOptions, Notice } from './settings/options'
