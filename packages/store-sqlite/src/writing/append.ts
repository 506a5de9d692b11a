/** One append inside a write transaction: the expectation is checked, then all of its events stand, or none. */
import type { AppendFailure, Expected, Revision, StreamName } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Sql } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'
import { isDeleted } from '../deleted'
import type { Encoded } from './encode'
import { extend } from './tail'

export interface AppendRequest {
  readonly to: StreamName
  readonly expected: Expected
  readonly events: readonly Encoded[]
}

interface Stream {
  readonly id: number
  readonly revision: number
}

const streamOf = (sql: Sql, name: string): Stream | null => {
  const row = sql.get('SELECT id, revision FROM stream WHERE name = ?', name)
  return row === undefined ? null : { id: row['id'] as number, revision: row['revision'] as number }
}

/** The revision before the first new event; -1: none. Null: whatever it is. */
const expectedRevision = (expected: Expected): number | null => {
  if (expected === 'anything') return null
  return expected === 'nothing-yet' ? -1 : expected
}

/** The same events stand already where they were to stand: this is the append again. */
const isRepeat = (sql: Sql, stream: Stream, before: number, events: readonly Encoded[]): boolean => {
  if (stream.revision < before + events.length) return false
  const query =
    'SELECT event_id FROM event WHERE stream_id = ? AND revision > ? ORDER BY revision LIMIT ? + 0'
  const there = sql.all(query, stream.id, before, events.length)
  return events.every(({ id }, i) => there[i]?.['event_id'] === id)
}

const conflict = (actual: number): Either<AppendFailure, never> =>
  left({ is: 'conflict', actual: actual < 0 ? none : some(revision(actual)) })

/** The row of the stream, with the revision that it has after the append. */
const grow = (sql: Sql, name: string, stream: Stream | null, to: number): number => {
  if (stream !== null) {
    sql.run('UPDATE stream SET revision = ? WHERE id = ?', to, stream.id)
    return stream.id
  }
  sql.run('INSERT INTO stream(name, revision) VALUES (?, ?)', name, to)
  return streamOf(sql, name)?.id as number
}

export const appendOne = (
  sql: Sql,
  { to, expected, events }: AppendRequest,
  recordedUs: number,
): Either<AppendFailure, Revision> => {
  if (isDeleted(sql, to)) return left({ is: 'refused', why: `${to} is deleted` })
  const stream = streamOf(sql, to)
  const actual = stream?.revision ?? -1
  const before = expectedRevision(expected) ?? actual
  if (before !== actual) {
    if (stream === null || !isRepeat(sql, stream, before, events)) return conflict(actual)
    return right(revision(before + events.length))
  }
  const last = actual + events.length
  extend(sql, { stream: to, streamId: grow(sql, to, stream, last), revision: actual + 1 }, events, recordedUs)
  return right(revision(last))
}
