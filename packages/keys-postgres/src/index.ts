/** The keys of campaigns in PostgreSQL. The public face of the package. */
export { keysInPostgres } from './open'
export type { CannotOpenKeys, PostgresKeysOptions } from './settings'
