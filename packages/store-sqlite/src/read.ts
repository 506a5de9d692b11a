/** Reading one stream: pages, the newest event, and what is newer than a revision. */
import type { Page, Recorded, Revision, StreamName } from '@lastcall/eventlog'
import type { Sql } from '@lastcall/sqlite-file'
import type { Option } from 'fp-ts/lib/Option'
import { fromNullable } from 'fp-ts/lib/Option'
import type { Names } from './recorded'
import { columns, contentsOf, recordedFrom, recordedOf } from './recorded'

const of = 'FROM event e WHERE e.stream_id = (SELECT id FROM stream WHERE name = ?)'
// "+ 0": where LIMIT is a bare parameter, SQLite plans the statement anew for each value, at three times the cost.
const onward = `SELECT ${columns} ${of} AND e.revision >= ? ORDER BY e.revision LIMIT ? + 0`
const newest = `SELECT ${columns} ${of} ORDER BY e.revision DESC LIMIT 1`

/** A page ends early at these sizes, so that neither the event loop nor the memory is asked for too much. */
const mostEvents = 5_000
const mostCharacters = 16 * 1024 * 1024

const nothing: Page = { events: [], atHead: true }

export const readPage = (sql: Sql, names: Names, stream: StreamName, from: Revision, limit: number): Page => {
  const wanted = Math.max(0, Math.min(limit, mostEvents))
  const rows = sql.all(onward, stream, from, wanted + 1)
  const events: Recorded[] = []
  let characters = 0
  for (const row of rows.slice(0, wanted)) {
    const contents = contentsOf(sql, names, row)
    if (contents === null) return nothing
    events.push(recordedFrom(sql, names, row, contents))
    characters += contents.length
    if (characters > mostCharacters) break
  }
  return { events, atHead: events.length === rows.length }
}

export const lastOf = (sql: Sql, names: Names, stream: StreamName): Option<Recorded> => {
  const row = sql.get(newest, stream)
  return fromNullable(row === undefined ? null : recordedOf(sql, names, row))
}

export const newerThan = (
  sql: Sql,
  names: Names,
  stream: StreamName,
  after: Revision | null,
  limit: number,
): readonly Recorded[] => {
  const events: Recorded[] = []
  for (const row of sql.all(onward, stream, after === null ? 0 : after + 1, Math.max(0, limit))) {
    const event = recordedOf(sql, names, row)
    if (event !== null) events.push(event)
  }
  return events
}
