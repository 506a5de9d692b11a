/** Every attempt of a campaign, in columns; what is asked for comes out as a record. */
import type { AttemptId, Ending, IncarnationId } from '@lastcall/domain'
import type { Attempt, Pass, Stood } from './attempt'
import type { Batches } from './batch'
import { factsSeenBy, incarnationOf, noBatches, outreachOf, permitOf, standsAt } from './batch'
import type { Columns } from './columns'
import { addRow, noColumns, none, setValue, valueAt } from './columns'
import type { Ids } from './ids'
import { addId, idAt, noIds, rowOf } from './ids'
import type { Names } from './names'
import { nameAt, noNames } from './names'

/** What is kept of an attempt. Names are places in a `Names`; `firstFactAt`: only where that is no `CallPlaced`. */
export const kept = {
  ...{ recipient: 0, n: 1, offset: 2, batch: 3, previous: 4, firstFactAt: 5 },
  ...{ placedAt: 6, placedUs: 7, placedBy: 8, pass: 9, permitAgeUs: 10 },
  ...{ rangAt: 11, rangUs: 12, answeredAt: 13, answeredUs: 14 },
  ...{ endedAt: 15, endedUs: 16, disposition: 17, status: 18, cause: 19, ringMs: 20, talkMs: 21 },
  ...{ releasedAt: 22, releasedUs: 23, proof: 24, unresolvedAt: 25, unresolvedUs: 26 },
} as const

export interface Book {
  readonly columns: Columns
  readonly names: Names
  readonly ids: Ids
  readonly batches: Batches
  /** Further passes through a gate, by row: there must not be any. */
  readonly again: Map<number, readonly Pass[]>
}

export const emptyBook = (): Book => ({
  columns: noColumns(Object.keys(kept).length),
  names: noNames(),
  ids: noIds(),
  batches: noBatches(),
  again: new Map(),
})

/** Answers its row. The batch is the newest one. */
export const enter = (
  { columns, ids, batches }: Book,
  [recipient, n, attempt, offset]: readonly [number, number, AttemptId, number],
  previous: number,
): number => {
  const row = addRow(columns)
  addId(ids, attempt)
  setValue(columns, row, kept.recipient, recipient)
  setValue(columns, row, kept.n, n)
  setValue(columns, row, kept.offset, offset)
  setValue(columns, row, kept.batch, batches.columns.size - 1)
  setValue(columns, row, kept.previous, previous)
  return row
}

/** The row of the authorization of the same recipient before this one; -1: none. */
export const rowBefore = ({ columns }: Book, row: number): number => valueAt(columns, row, kept.previous)

export const recipientAt = ({ columns }: Book, row: number): number => valueAt(columns, row, kept.recipient)

export const numberAt = ({ columns }: Book, row: number): number => valueAt(columns, row, kept.n)

export const batchOf = ({ columns }: Book, row: number): number => valueAt(columns, row, kept.batch)

export const idOf = ({ ids }: Book, row: number): AttemptId => idAt(ids, row)

/** The row of the first authorization with this id; -1: none. */
export const firstRowOf = ({ ids }: Book, attempt: AttemptId): number => rowOf(ids, attempt)

const stood = ({ columns }: Book, row: number, at: number, us: number): Stood | null => {
  const revision = valueAt(columns, row, at)
  return revision === none ? null : { at: revision, us: valueAt(columns, row, us) }
}

// Records are written out field by field: an audit makes millions of them, and spreading costs ten times as much.

export const passOf = ({ columns, names }: Book, row: number): Pass | null => {
  const at = valueAt(columns, row, kept.placedAt)
  if (at === none) return null
  return {
    at,
    us: valueAt(columns, row, kept.placedUs),
    incarnation: nameAt(names, valueAt(columns, row, kept.placedBy)) as IncarnationId,
    pass: valueAt(columns, row, kept.pass),
    permitAgeUs: valueAt(columns, row, kept.permitAgeUs),
  }
}

const endOf = ({ columns, names }: Book, row: number): Attempt['ended'] => {
  const at = valueAt(columns, row, kept.endedAt)
  if (at === none) return null
  return {
    at,
    us: valueAt(columns, row, kept.endedUs),
    disposition: nameAt(names, valueAt(columns, row, kept.disposition)) as Ending,
    status: nameAt(names, valueAt(columns, row, kept.status)),
    cause: nameAt(names, valueAt(columns, row, kept.cause)),
    ringMs: valueAt(columns, row, kept.ringMs),
    talkMs: valueAt(columns, row, kept.talkMs),
  }
}

const releaseOf = (book: Book, row: number): Attempt['released'] => {
  const released = stood(book, row, kept.releasedAt, kept.releasedUs)
  if (released === null) return null
  const proof = nameAt(book.names, valueAt(book.columns, row, kept.proof)) as 'own-gate' | 'carrier-absent'
  return { ...released, proof }
}

const firstFactOf = ({ columns }: Book, row: number): number => {
  const other = valueAt(columns, row, kept.firstFactAt)
  return other === none ? valueAt(columns, row, kept.placedAt) : other
}

const never: readonly Pass[] = []

/** The attempt as it stands now: a later fact does not change the record. */
export const attemptAt = (book: Book, row: number): Attempt => {
  const { columns, names, batches } = book
  const batch = batchOf(book, row)
  const before = rowBefore(book, row)
  return {
    row,
    attempt: idAt(book.ids, row),
    outreach: outreachOf(batches, names, batch),
    recipient: recipientAt(book, row),
    n: numberAt(book, row),
    offset: valueAt(columns, row, kept.offset),
    incarnation: incarnationOf(batches, names, batch),
    permitMs: permitOf(batches, batch),
    granted: standsAt(batches, batch),
    callsSeen: factsSeenBy(batches, batch),
    previous: before < 0 ? null : attemptAt(book, before),
    firstFactAt: firstFactOf(book, row),
    placed: passOf(book, row),
    again: book.again.get(row) ?? never,
    rang: stood(book, row, kept.rangAt, kept.rangUs),
    answered: stood(book, row, kept.answeredAt, kept.answeredUs),
    ended: endOf(book, row),
    released: releaseOf(book, row),
    unresolved: stood(book, row, kept.unresolvedAt, kept.unresolvedUs),
  }
}
