/** Connections to PostgreSQL: a few, each question with an end in time, and every failure a value. */
import type { KeysUnavailable } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { PoolConfig } from 'pg'
import { Pool } from 'pg'
import { isThere, makingLock, tableIn } from './schema'

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly count: number
}

export interface KeyTable {
  readonly ask: (
    text: string,
    ...values: readonly (string | Uint8Array)[]
  ) => Promise<Either<KeysUnavailable, Answer>>
  readonly close: () => Promise<void>
}

/** What the server says of itself, without the statement and its values: `08006: connection failure`. */
export const whyOf = (error: unknown): string => {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return [code, message ?? String(error)].filter((part) => part !== undefined).join(': ')
}

const connections = 4
const connectMs = 5_000
/** What the server gives up, and then, should it not answer at all, what we do. */
const statementMs = 10_000
const queryMs = 12_000
/** A deletion that waits for the table makes readers wait behind it: it gives up soon and is repeated later. */
const lockMs = 2_000

/** A key counts as made or destroyed when it is on the disk, whatever the server's default is. */
const session = '-c synchronous_commit=on'

const makeTable = async (pool: Pool, schema: string): Promise<void> => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [makingLock])
    // Where it is there, nothing is touched: even a change that changes nothing would wait for whoever reads it.
    const there = await client.query<{ is: boolean }>(isThere, [schema])
    if (there.rows[0]?.is !== true) await client.query(tableIn(schema))
    await client.query('COMMIT')
  } finally {
    // The connection goes with its transaction, whatever became of it.
    client.release(true)
  }
}

/** Rejects where no contact is to be had, or the table cannot be made. */
export const openTable = async (config: PoolConfig, schema: string): Promise<KeyTable> => {
  const pool = new Pool({
    ...config,
    max: connections,
    connectionTimeoutMillis: connectMs,
    options: session,
    application_name: 'lastcall',
    statement_timeout: statementMs,
    query_timeout: queryMs,
    lock_timeout: lockMs,
  })
  // An idle connection that breaks is none of anybody's business: the next question opens another one.
  pool.on('error', () => undefined)
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await pool.end()
  }
  try {
    await makeTable(pool, schema)
  } catch (error) {
    await close()
    throw error
  }
  return {
    ask: async (text, ...values) => {
      if (closed) return left({ is: 'unavailable', why: 'closed' })
      try {
        const { rows, rowCount } = await pool.query<Record<string, unknown>>(text, [...values])
        return right({ rows, count: rowCount ?? 0 })
      } catch (error) {
        return left({ is: 'unavailable', why: whyOf(error) })
      }
    },
    close,
  }
}
