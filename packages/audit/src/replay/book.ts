/** Every attempt of a campaign, in columns; what is asked for comes out as a record. */
import type { AttemptId, Ending, IncarnationId } from '@lastcall/domain'
import type { Attempt, Pass, Stood } from './attempt'
import type { Batch } from './batch'
import type { Columns, Names } from './columns'
import { addRow, large, largeAt, noColumns, setLarge, setSmall, small, smallAt } from './columns'

export interface Book {
  readonly columns: Columns
  readonly names: Names
  readonly ids: AttemptId[]
  /** By id, as first authorized. */
  readonly rows: Map<AttemptId, number>
  readonly batches: Batch[]
  /** Further passes through a gate, by row: there must not be any. */
  readonly again: Map<number, readonly Pass[]>
}

export const emptyBook = (): Book => ({
  columns: noColumns(),
  names: { all: [], places: new Map() },
  ids: [],
  rows: new Map(),
  batches: [],
  again: new Map(),
})

/** Answers its row. The batch is the newest one. */
export const enter = (
  { columns, ids, rows, batches }: Book,
  [recipient, n, attempt, offset]: readonly [number, number, AttemptId, number],
  previous: number,
): number => {
  const row = addRow(columns)
  ids.push(attempt)
  if (!rows.has(attempt)) rows.set(attempt, row)
  setLarge(columns, row, large.recipient, recipient)
  setSmall(columns, row, small.n, n)
  setSmall(columns, row, small.offset, offset)
  setSmall(columns, row, small.batch, batches.length - 1)
  setSmall(columns, row, small.previous, previous)
  return row
}

/** The row of the authorization of the same recipient before this one; -1: none. */
export const rowBefore = ({ columns }: Book, row: number): number => smallAt(columns, row, small.previous)

export const recipientAt = ({ columns }: Book, row: number): number => largeAt(columns, row, large.recipient)

const stood = (columns: Columns, row: number, at: number, us: number): Stood | null => {
  const revision = smallAt(columns, row, at)
  return revision < 0 ? null : { at: revision, us: largeAt(columns, row, us) }
}

// Records are written out field by field: an audit makes millions of them, and spreading costs ten times as much.

export const passOf = ({ columns, names }: Book, row: number): Pass | null => {
  const at = smallAt(columns, row, small.placedAt)
  if (at < 0) return null
  return {
    at,
    us: largeAt(columns, row, large.placedUs),
    incarnation: names.all[smallAt(columns, row, small.placedBy)] as IncarnationId,
    pass: largeAt(columns, row, large.pass),
    permitAgeUs: largeAt(columns, row, large.permitAgeUs),
  }
}

const endOf = ({ columns, names }: Book, row: number): Attempt['ended'] => {
  const at = smallAt(columns, row, small.endedAt)
  if (at < 0) return null
  return {
    at,
    us: largeAt(columns, row, large.endedUs),
    disposition: names.all[smallAt(columns, row, small.disposition)] as Ending,
    status: names.all[smallAt(columns, row, small.status)] ?? '',
    cause: names.all[smallAt(columns, row, small.cause)] ?? '',
    ringMs: largeAt(columns, row, large.ringMs),
    talkMs: largeAt(columns, row, large.talkMs),
  }
}

const releaseOf = ({ columns, names }: Book, row: number): Attempt['released'] => {
  const released = stood(columns, row, small.releasedAt, large.releasedUs)
  const proof = names.all[smallAt(columns, row, small.proof)] as 'own-gate' | 'carrier-absent'
  return released === null ? null : { ...released, proof }
}

const never: readonly Pass[] = []

/** The attempt as it stands now: a later fact does not change the record. */
export const attemptAt = (book: Book, row: number): Attempt => {
  const { columns } = book
  const granted = book.batches[smallAt(columns, row, small.batch)] as Batch
  const before = rowBefore(book, row)
  return {
    row,
    attempt: book.ids[row] as AttemptId,
    outreach: granted.outreach,
    recipient: recipientAt(book, row),
    n: smallAt(columns, row, small.n),
    offset: smallAt(columns, row, small.offset),
    incarnation: granted.incarnation,
    permitMs: granted.permitMs,
    granted,
    callsSeen: granted.factsSeen,
    previous: before < 0 ? null : attemptAt(book, before),
    firstFactAt: smallAt(columns, row, small.firstFactAt),
    placed: passOf(book, row),
    again: book.again.get(row) ?? never,
    rang: stood(columns, row, small.rangAt, large.rangUs),
    answered: stood(columns, row, small.answeredAt, large.answeredUs),
    ended: endOf(book, row),
    released: releaseOf(book, row),
    unresolved: stood(columns, row, small.unresolvedAt, large.unresolvedUs),
  }
}
