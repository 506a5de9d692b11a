/** Deleting the contents of a stream: first a tombstone, which counts at once, then the rows, a few at a time. */
import type { Refused, StreamName, Unavailable } from '@lastcall/eventlog'
import type { Sql, SqliteFile } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { isDeletable, isDeleted } from '../deleted'

/** Rows for each transaction: each may be large, and a stop must not wait for an import to be wiped. */
const atOnce = 32

const bury =
  (name: StreamName, deletedUs: number) =>
  (sql: Sql): void => {
    if (!isDeleted(sql, name)) sql.run('INSERT INTO deleted_stream VALUES (?, ?)', name, deletedUs)
  }

const standing = `SELECT position FROM ciphertext WHERE stream_id = (SELECT id FROM stream WHERE name = ?) LIMIT ${atOnce}`

/** True: nothing is left. */
const wipe =
  (name: StreamName) =>
  (sql: Sql): boolean => {
    const rows = sql.all(standing, name)
    for (const row of rows) sql.run('DELETE FROM ciphertext WHERE position = ?', row['position'] as number)
    return rows.length < atOnce
  }

/** Again is a success, and finishes what was interrupted. */
export const removeStream =
  (file: SqliteFile, nowUs: () => number) =>
  async (name: StreamName): Promise<Either<Unavailable | Refused, void>> => {
    if (!isDeletable(name)) return left({ is: 'refused', why: `${name} is evidence, which is never deleted` })
    const buried = await file.write(bury(name, nowUs()))()
    if (buried._tag === 'Left') return left({ is: 'unavailable', why: buried.left.why })
    for (;;) {
      const wiped = await file.write(wipe(name))()
      if (wiped._tag === 'Left') return left({ is: 'unavailable', why: wiped.left.why })
      if (wiped.right) return right(undefined)
    }
  }
