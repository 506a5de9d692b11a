/** Rows become recorded events again; the contents of deleted streams stay away. */
import type { Position, Recorded } from '@lastcall/eventlog'
import { eventId, position, revision, streamName } from '@lastcall/eventlog'
import type { Row, Sql } from '@lastcall/sqlite-file'
import { isDeletable } from './deleted'

/** What `recordedOf` needs of an event. */
export const columns =
  'e.position, e.stream_id, e.revision, e.type_id, e.event_id, e.data, e.metadata, e.recorded_us'

const digits = 16

/** Ordered as text, too. */
export const tokenOf = (at: number): Position => position(String(at).padStart(digits, '0'))

/** Null: no token of this store. */
export const placeOf = (token: Position): number | null =>
  token.length === digits && /^\d+$/.test(token) ? Number(token) : null

/** Names by their numbers. A number never changes its name, so what was read once is kept. */
export interface Names {
  readonly stream: (sql: Sql, id: number) => string
  readonly type: (sql: Sql, id: number) => string
}

const keptAtMost = 50_000

const named = (table: 'stream' | 'event_type'): ((sql: Sql, id: number) => string) => {
  const kept = new Map<number, string>()
  return (sql, id) => {
    const known = kept.get(id)
    if (known !== undefined) return known
    const name = String(sql.get(`SELECT name FROM ${table} WHERE id = ?`, id)?.['name'])
    if (kept.size >= keptAtMost) kept.clear()
    kept.set(id, name)
    return name
  }
}

/** Joins cost more than twice as much. */
export const newNames = (): Names => ({ stream: named('stream'), type: named('event_type') })

const standing = `SELECT data FROM ciphertext WHERE position = ?
  AND NOT EXISTS (SELECT 1 FROM deleted_stream WHERE name = ?)`

/** The text of the event's data. Null: its stream is deleted. */
export const contentsOf = (sql: Sql, names: Names, row: Row): string | null => {
  const stream = names.stream(sql, row['stream_id'] as number)
  if (!isDeletable(stream)) return row['data'] as string
  const apart = sql.get(standing, row['position'] as number, stream)
  return apart === undefined ? null : (apart['data'] as string)
}

export const recordedFrom = (sql: Sql, names: Names, row: Row, contents: string): Recorded => ({
  stream: streamName(names.stream(sql, row['stream_id'] as number)),
  revision: revision(row['revision'] as number),
  position: tokenOf(row['position'] as number),
  id: eventId(row['event_id'] as string),
  type: names.type(sql, row['type_id'] as number),
  data: JSON.parse(contents) as unknown,
  metadata: JSON.parse(row['metadata'] as string) as Recorded['metadata'],
  recordedUs: row['recorded_us'] as number,
})

/** Null: the event's stream is deleted. */
export const recordedOf = (sql: Sql, names: Names, row: Row): Recorded | null => {
  const contents = contentsOf(sql, names, row)
  return contents === null ? null : recordedFrom(sql, names, row, contents)
}
