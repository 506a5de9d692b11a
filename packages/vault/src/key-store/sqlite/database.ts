/** What the key store asks of its SQLite file, whoever opens it. */
import type { Either } from 'fp-ts/lib/Either'
import type { KeysUnavailable } from '../port'

export type SqlValue = string | number | Uint8Array | null

/** Usable inside the turn in which it is given, and no longer. */
export interface Sql {
  readonly all: (text: string, ...values: readonly SqlValue[]) => readonly Readonly<Record<string, unknown>>[]
  readonly run: (text: string, ...values: readonly SqlValue[]) => void
}

/**
 * A file in WAL mode with `synchronous=FULL` and `secure_delete=ON`, whose schema is `schema`. Waiting for a lock,
 * and giving up, is its business; what it gives up was not written, unless `why` says that COMMIT itself failed.
 */
export interface KeyDatabase {
  /** `work` runs between BEGIN IMMEDIATE and COMMIT, without a pause. */
  readonly write: <T>(work: (sql: Sql) => T) => Promise<Either<KeysUnavailable, T>>
  readonly read: <T>(work: (sql: Sql) => T) => Promise<Either<KeysUnavailable, T>>
  /** `wal_checkpoint(TRUNCATE)`, to its end: what was overwritten is in no file any more. */
  readonly wipeLog: () => Promise<Either<KeysUnavailable, void>>
  readonly close: () => Promise<void>
}
