/** One look at the log for a feed: what is new of the selection, and how far that look went. */
import type { Selection } from '@lastcall/eventlog'
import type { Row, Sql } from '@lastcall/sqlite-file'
import type { Names } from '../recorded'
import { throughAnIndex, throughTheLog } from './plan'

export interface FeedPage {
  readonly rows: readonly Row[]
  /** Everything of the selection up to here has been handed out, once the rows are. */
  readonly readTo: number
  /** The log went on at the moment of the look. */
  readonly more: boolean
}

/** Rows for each look: a few milliseconds of the event loop. */
const pageRows = 1_000

const headOf = (sql: Sql): number =>
  (sql.get('SELECT max(position) AS head FROM event')?.['head'] as number | null) ?? 0

const isSelected = (what: Selection): ((sql: Sql, names: Names, row: Row) => boolean) => {
  if ('types' in what) {
    const types = new Set(what.types)
    return (sql, names, row) => types.has(names.type(sql, row['type_id'] as number))
  }
  return (sql, names, row) => {
    const stream = names.stream(sql, row['stream_id'] as number)
    return what.prefixes.some((prefix) => stream.startsWith(prefix))
  }
}

/**
 * Writers hold the lock from their first row to their commit, so positions appear in the order of commit: nothing
 * can turn up later at or before the head that is seen here. Null: the log ends before `after`.
 */
export const pager = (what: Selection): ((sql: Sql, names: Names, after: number) => FeedPage | null) => {
  const selected = isSelected(what)
  return (sql, names, after) => {
    const head = headOf(sql)
    if (head < after) return null
    if (head === after) return { rows: [], readTo: head, more: false }
    const stretch = { after, to: head, limit: pageRows }
    const indexed = head - after > pageRows ? throughAnIndex(sql, what, stretch) : null
    const rows = indexed ?? throughTheLog(sql, stretch)
    const newest = rows.at(-1)
    const readTo = rows.length < pageRows || newest === undefined ? head : (newest['position'] as number)
    return {
      rows: indexed === null ? rows.filter((row) => selected(sql, names, row)) : rows,
      readTo,
      more: readTo < head,
    }
  }
}
