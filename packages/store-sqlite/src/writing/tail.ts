/** The end of the log inside a write transaction: events are put behind it, many in one statement. */
import type { Sql, SqlValue } from '@lastcall/sqlite-file'
import { genesis, hashOf } from '../chain'
import type { Encoded } from './encode'

/** Where the log ends; position 0: there is no event. */
interface Tail {
  position: number
  hash: Uint8Array
  readonly types: Map<string, number>
}

// Those who share a transaction append one behind the other: only the first asks the file where it ends.
const tails = new WeakMap<Sql, Tail>()

const tailOf = (sql: Sql): Tail => {
  const known = tails.get(sql)
  if (known !== undefined) return known
  const row = sql.get('SELECT position, hash FROM event ORDER BY position DESC LIMIT 1')
  const tail: Tail = {
    position: row === undefined ? 0 : (row['position'] as number),
    hash: row === undefined ? genesis : (row['hash'] as Uint8Array),
    types: new Map(),
  }
  tails.set(sql, tail)
  return tail
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

const readTypeId = (sql: Sql, name: string): number | undefined =>
  sql.get('SELECT id FROM event_type WHERE name = ?', name)?.['id'] as number | undefined

const addType = (sql: Sql, name: string): number => {
  sql.run('INSERT INTO event_type(name) VALUES (?)', name)
  return readTypeId(sql, name) as number
}

const typeIdOf = (sql: Sql, { types }: Tail, name: string): number => {
  const id = types.get(name) ?? readTypeId(sql, name) ?? addType(sql, name)
  types.set(name, id)
  return id
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

const setApart = (sql: Sql, position: number, streamId: number, ciphertext: string | null): void => {
  if (ciphertext === null) return
  sql.run(
    'INSERT INTO ciphertext(position, stream_id, data) VALUES (?, ?, ?)',
    position,
    streamId,
    ciphertext,
  )
}

/** Puts the events at the end. */
export const extend = (
  sql: Sql,
  { stream, streamId, revision: first }: Target,
  events: readonly Encoded[],
  recordedUs: number,
): void => {
  const tail = tailOf(sql)
  const before = tail.position
  const rows = inserting(sql)
  for (const [i, { id, type, data, metadata }] of events.entries()) {
    const typeId = typeIdOf(sql, tail, type)
    const position = (tail.position += 1)
    const revision = first + i
    tail.hash = hashOf(tail.hash, { position, stream, revision, id, type, data, metadata, recordedUs })
    rows.row(position, streamId, revision, typeId, id, data, metadata, recordedUs, tail.hash)
  }
  rows.rest()
  for (const [i, { ciphertext }] of events.entries()) setApart(sql, before + 1 + i, streamId, ciphertext)
}
