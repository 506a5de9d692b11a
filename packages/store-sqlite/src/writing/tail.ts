/** The end of the log inside a write transaction: events are put behind it, many in one statement. */
import type { Sql, SqlValue } from '@lastcall/sqlite-file'
import { genesis, hashOf } from '../chain'
import type { Encoded } from './encode'

/** The newest event of the log; position 0: there is none. */
interface Tail {
  readonly position: number
  readonly hash: Uint8Array
}

const tailOf = (sql: Sql): Tail => {
  const row = sql.get('SELECT position, hash FROM event ORDER BY position DESC LIMIT 1')
  return row === undefined
    ? { position: 0, hash: genesis }
    : { position: row['position'] as number, hash: row['hash'] as Uint8Array }
}

/** The stream that is appended to; `revision` is the one of the first new event. */
export interface Target {
  readonly stream: string
  readonly streamId: number
  readonly revision: number
}

const columns = 'position, stream_id, revision, type_id, event_id, data, metadata, recorded_us, hash'
const insertOf = (rows: number): string =>
  `INSERT INTO event(${columns}) VALUES ${Array<string>(rows)
    .fill(`(${Array<string>(width).fill('?').join(',')})`)
    .join(',')}`

/** A call into SQLite costs about as much as a row: a hundred at once make imports half as fast again. */
const together = 100
const width = 9
const [insertMany, insertOne] = [insertOf(together), insertOf(1)]

const typeIdOf = (sql: Sql, name: string): number => {
  const found = sql.get('SELECT id FROM event_type WHERE name = ?', name)
  if (found !== undefined) return found['id'] as number
  sql.run('INSERT INTO event_type(name) VALUES (?)', name)
  return sql.get('SELECT id FROM event_type WHERE name = ?', name)?.['id'] as number
}

/** Takes rows, and puts them in as soon as there are enough of them. */
const inserting = (sql: Sql) => {
  let pending: SqlValue[] = []
  return {
    row: (...values: readonly SqlValue[]): void => {
      pending.push(...values)
      if (pending.length < together * width) return
      sql.run(insertMany, ...pending)
      pending = []
    },
    rest: (): void => {
      for (let at = 0; at < pending.length; at += width) sql.run(insertOne, ...pending.slice(at, at + width))
    },
  }
}

/** Puts the events at the end. */
export const extend = (
  sql: Sql,
  { stream, streamId, revision: first }: Target,
  events: readonly Encoded[],
  recordedUs: number,
): void => {
  const tail = tailOf(sql)
  const types = new Map<string, number>()
  const rows = inserting(sql)
  let { position, hash } = tail
  for (const [i, { id, type, data, metadata }] of events.entries()) {
    let typeId = types.get(type)
    if (typeId === undefined) types.set(type, (typeId = typeIdOf(sql, type)))
    position += 1
    const revision = first + i
    hash = hashOf(hash, { position, stream, revision, id, type, data, metadata, recordedUs })
    rows.row(position, streamId, revision, typeId, id, data, metadata, recordedUs, hash)
  }
  rows.rest()
  for (const [i, { ciphertext }] of events.entries()) {
    if (ciphertext === null) continue
    const at = tail.position + 1 + i
    sql.run('INSERT INTO ciphertext(position, stream_id, data) VALUES (?, ?, ?)', at, streamId, ciphertext)
  }
}
