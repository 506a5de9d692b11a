/** What a file is, and how it becomes what this program needs: checked, migrated in one transaction, or refused. */
import type { CannotOpen } from './cannot-open'
import { cannotOpen } from './cannot-open'
import type { Connection, Sql } from './connection'

export interface FileFormat {
  /** PRAGMA application_id: whose file it is. */
  readonly applicationId: number
  /** What such a file is called in messages: `event log`. */
  readonly called: string
  /** The SQL of each version; PRAGMA user_version counts those a file has had. Only ever added to, never changed. */
  readonly versions: readonly string[]
}

const numberOf = (sql: Sql, text: string): number => Number(Object.values(sql.get(text) ?? {})[0])

/** The file's version; 0 for an empty file. */
const versionOf = (sql: Sql, path: string, format: FileFormat): number | CannotOpen => {
  const application = numberOf(sql, 'PRAGMA application_id')
  const version = numberOf(sql, 'PRAGMA user_version')
  const empty = numberOf(sql, 'SELECT count(*) FROM sqlite_schema') === 0
  if (application === 0 && version === 0 && empty) return 0
  if (application !== format.applicationId) {
    const why = `it is a database of another application, not of this program's kind (${format.called})`
    return cannotOpen('other application', path, why, 'name another file')
  }
  if (version > format.versions.length) {
    const why = `it was written by a newer version (format ${version}; this program knows ${format.versions.length})`
    return cannotOpen('newer version', path, why, 'use a newer version of this program')
  }
  return version
}

const inTransaction = <T>(sql: Connection, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T => {
  sql.exec(begin)
  try {
    const answer = work()
    sql.exec('COMMIT')
    return answer
  } catch (error) {
    try {
      sql.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back already.
    }
    throw error
  }
}

const migrate = (sql: Connection, path: string, format: FileFormat): CannotOpen | null => {
  // Looked at again inside: another process may have been first.
  const version = versionOf(sql, path, format)
  if (typeof version !== 'number') return version
  for (const text of format.versions.slice(version)) sql.exec(text)
  sql.exec(`PRAGMA application_id = ${format.applicationId}`)
  sql.exec(`PRAGMA user_version = ${format.versions.length}`)
  return null
}

/** One try to bring the file to the format; throws what SQLite throws, so that a locked file can be tried again. */
export const conform = (
  sql: Connection,
  path: string,
  format: FileFormat,
  mode: 'write' | 'read',
): CannotOpen | null => {
  // Nothing of a stranger's file is changed: the question comes before the journal mode. In one transaction:
  // between two of its parts another process may migrate the file, which would then look like a stranger's.
  const version = inTransaction(sql, 'BEGIN', () => versionOf(sql, path, format))
  if (typeof version !== 'number') return version
  const current = version === format.versions.length
  if (mode === 'read') {
    const why = `it has format ${version}, and this program reads ${format.versions.length}`
    return current ? null : cannotOpen('not migrated', path, why, 'open it once for writing')
  }
  const journal = sql.get('PRAGMA journal_mode=WAL')?.['journal_mode']
  if (journal !== 'wal') {
    const why = 'the place where it lies does not support write-ahead logging'
    return cannotOpen('failed', path, why, 'put it on a disk of this machine')
  }
  return current ? null : inTransaction(sql, 'BEGIN IMMEDIATE', () => migrate(sql, path, format))
}
