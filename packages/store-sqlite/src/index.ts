/** The event store in one SQLite file. The public face of the package. */
export type { Backup, CannotBackUp } from './backup'
export { openSqliteStore } from './open'
export type { SqliteStore, SqliteStoreOptions } from './open'
export type { Verdict } from './verify'
