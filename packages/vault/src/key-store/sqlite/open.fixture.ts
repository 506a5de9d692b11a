/** Opens a file of keys for the tests, straight through the driver. */
import { left, right } from 'fp-ts/lib/Either'
import type { Either } from 'fp-ts/lib/Either'
import { createRequire } from 'node:module'
import type { KeysUnavailable } from '../port'
import type { KeyDatabase, Sql, SqlValue } from './database'
import { schema } from './schema'

interface Driver {
  readonly DatabaseSync: new (path: string) => {
    readonly exec: (text: string) => void
    readonly prepare: (text: string) => {
      readonly all: (...values: readonly SqlValue[]) => readonly Readonly<Record<string, unknown>>[]
      readonly run: (...values: readonly SqlValue[]) => unknown
    }
    readonly close: () => void
  }
}

const loaded = (): Driver | null => {
  try {
    return createRequire(__filename)(process.env['SQLITE_DRIVER'] ?? '@photostructure/sqlite') as Driver
  } catch {
    return null
  }
}

const driver = loaded()

/** False: no driver is installed, and the tests that need one say so. */
export const hasDriver = driver !== null

export const openForTest = async (path: string): Promise<KeyDatabase> => {
  if (driver === null) throw new Error('no SQLite driver is installed')
  const db = new driver.DatabaseSync(path)
  let open = true
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON', 'busy_timeout=5000'])
    db.exec(`PRAGMA ${pragma}`)
  const sql: Sql = {
    all: (text, ...values) => db.prepare(text).all(...values),
    run: (text, ...values) => void db.prepare(text).run(...values),
  }
  const guarded = async <T>(work: () => T): Promise<Either<KeysUnavailable, T>> => {
    if (!open) return left({ is: 'unavailable', why: 'closed' })
    try {
      return right(work())
    } catch (error) {
      return left({ is: 'unavailable', why: (error as Error).message })
    }
  }
  const write = <T>(work: (sql: Sql) => T) =>
    guarded(() => {
      db.exec('BEGIN IMMEDIATE')
      try {
        const answer = work(sql)
        db.exec('COMMIT')
        return answer
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    })
  await write((s) => {
    if (s.all("SELECT 1 FROM sqlite_schema WHERE name = 'campaign_key'").length === 0) db.exec(schema)
  })
  return {
    write,
    read: (work) => guarded(() => work(sql)),
    wipeLog: async () => {
      const row = sql.all('PRAGMA wal_checkpoint(TRUNCATE)')[0]
      return row?.['busy'] === 0
        ? right(undefined)
        : left({ is: 'unavailable', why: 'a reader holds the log' })
    },
    close: async () => {
      if (open) db.close()
      open = false
    },
  }
}
