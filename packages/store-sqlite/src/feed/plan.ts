/** How the next page of a feed is found: through the log in order, or through an index when that passes over much. */
import type { Selection } from '@lastcall/eventlog'
import type { Row, Sql, SqlValue } from '@lastcall/sqlite-file'
import { columns } from '../recorded'

export interface Stretch {
  /** Behind this position, up to and including `to`. */
  readonly after: number
  readonly to: number
  readonly limit: number
}

/** Null: an index does not help here. */
export type Found = readonly Row[] | null

const select = `SELECT ${columns} FROM event e`

/** Terms of one statement. A selection of more types than that is most of the log. */
const mostTypes = 40

const byType = (count: number): string =>
  `${Array<string>(count)
    .fill(`${select} WHERE e.type_id = ? AND e.position > ? AND e.position <= ?`)
    .join(' UNION ALL ')} ORDER BY 1 LIMIT ? + 0`

/** One index per type, merged by SQLite as it goes: other types are never touched. */
export const throughTypes = (sql: Sql, types: readonly string[], { after, to, limit }: Stretch): Found => {
  if (types.length > mostTypes) return null
  const values: SqlValue[] = []
  for (const type of new Set(types)) {
    const row = sql.get('SELECT id FROM event_type WHERE name = ?', type)
    if (row !== undefined) values.push(row['id'] as number, after, to)
  }
  return values.length === 0 ? [] : sql.all(byType(values.length / 3), ...values, limit)
}

/** Streams, and events in them, up to which all of them are looked through. */
const mostStreams = 100
const mostEvents = 100_000

const range = '(name >= ? AND name < ?)'
const ranges = (count: number): string => Array<string>(count).fill(range).join(' OR ')

/** Names that begin with the prefix; no name holds the last code point. */
const bounds = (prefixes: readonly string[]): readonly string[] =>
  prefixes.flatMap((prefix) => [prefix, `${prefix}\u{10ffff}`])

export const throughStreams = (sql: Sql, prefixes: readonly string[], stretch: Stretch): Found => {
  if (prefixes.length === 0) return []
  if (prefixes.length > mostTypes) return null
  const where = ranges(prefixes.length)
  const named = bounds(prefixes)
  const streams = sql.all(`SELECT revision FROM stream WHERE ${where} LIMIT ${mostStreams + 1}`, ...named)
  let events = 0
  for (const row of streams) events += (row['revision'] as number) + 1
  if (streams.length > mostStreams || events > mostEvents) return null
  // The plus signs keep SQLite from going through the whole log by position.
  const text = `${select} WHERE e.stream_id IN (SELECT id FROM stream WHERE ${where})
    AND +e.position > ? AND +e.position <= ? ORDER BY +e.position LIMIT ? + 0`
  return sql.all(text, ...named, stretch.after, stretch.to, stretch.limit)
}

export const throughTheLog = (sql: Sql, { after, to, limit }: Stretch): readonly Row[] =>
  sql.all(
    `${select} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ? + 0`,
    after,
    to,
    limit,
  )

export const throughAnIndex = (sql: Sql, what: Selection, stretch: Stretch): Found =>
  'types' in what ? throughTypes(sql, what.types, stretch) : throughStreams(sql, what.prefixes, stretch)
