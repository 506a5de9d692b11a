/** Every attempt of a campaign, in columns; what is asked for comes out as a record. */
import type { AttemptId, CallFact, Ending, IncarnationId } from '@lastcall/domain'
import type { Attempt, Pass, Stood } from './attempt'
import type { Batch } from './batch'
import type { Columns, Names } from './columns'
import { addRow, large, largeAt, noColumns, placeOf, setLarge, setSmall, small, smallAt } from './columns'

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
  ...{ columns: noColumns(), names: { all: [], places: new Map() }, ids: [], rows: new Map() },
  ...{ batches: [], again: new Map() },
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

const stood = (columns: Columns, row: number, at: number, us: number): Stood | null => {
  const revision = smallAt(columns, row, at)
  return revision < 0 ? null : { at: revision, us: largeAt(columns, row, us) }
}

const stand = (
  columns: Columns,
  row: number,
  at: number,
  us: number,
  { at: revision, us: time }: Stood,
): boolean => {
  if (smallAt(columns, row, at) >= 0) return false
  setSmall(columns, row, at, revision)
  setLarge(columns, row, us, time)
  return true
}

const passOf = ({ columns, names }: Book, row: number): Pass | null => {
  const placed = stood(columns, row, small.placedAt, large.placedUs)
  if (placed === null) return null
  return {
    ...placed,
    incarnation: names.all[smallAt(columns, row, small.placedBy)] as IncarnationId,
    pass: largeAt(columns, row, large.pass),
    permitAgeUs: largeAt(columns, row, large.permitAgeUs),
  }
}

const endOf = ({ columns, names }: Book, row: number): Attempt['ended'] => {
  const ended = stood(columns, row, small.endedAt, large.endedUs)
  if (ended === null) return null
  const name = (field: number): string => names.all[smallAt(columns, row, field)] ?? ''
  return {
    ...ended,
    ...{
      disposition: name(small.disposition) as Ending,
      status: name(small.status),
      cause: name(small.cause),
    },
    ...{ ringMs: largeAt(columns, row, large.ringMs), talkMs: largeAt(columns, row, large.talkMs) },
  }
}

const releaseOf = ({ columns, names }: Book, row: number): Attempt['released'] => {
  const released = stood(columns, row, small.releasedAt, large.releasedUs)
  const proof = names.all[smallAt(columns, row, small.proof)] as 'own-gate' | 'carrier-absent'
  return released === null ? null : { ...released, proof }
}

/** The attempt as it stands now: a later fact does not change the record. */
export const attemptAt = (book: Book, row: number): Attempt => {
  const { columns } = book
  const granted = book.batches[smallAt(columns, row, small.batch)] as Batch
  const before = rowBefore(book, row)
  return {
    row,
    attempt: book.ids[row] as AttemptId,
    outreach: granted.outreach,
    recipient: largeAt(columns, row, large.recipient),
    n: smallAt(columns, row, small.n),
    offset: smallAt(columns, row, small.offset),
    incarnation: granted.incarnation,
    permitMs: granted.permitMs,
    granted,
    callsSeen: granted.factsSeen,
    get previous() {
      return before < 0 ? null : attemptAt(book, before)
    },
    firstFactAt: smallAt(columns, row, small.firstFactAt),
    placed: passOf(book, row),
    again: book.again.get(row) ?? [],
    rang: stood(columns, row, small.rangAt, large.rangUs),
    answered: stood(columns, row, small.answeredAt, large.answeredUs),
    ended: endOf(book, row),
    released: releaseOf(book, row),
    unresolved: stood(columns, row, small.unresolvedAt, large.unresolvedUs),
  }
}

const samePass = (pass: Pass, other: Pass): boolean =>
  pass.pass === other.pass && pass.incarnation === other.incarnation

/** Answers whether it is the first one. */
const place = (book: Book, row: number, pass: Pass): boolean => {
  const { columns } = book
  if (stand(columns, row, small.placedAt, large.placedUs, pass)) {
    setSmall(columns, row, small.placedBy, placeOf(book.names, pass.incarnation))
    setLarge(columns, row, large.pass, pass.pass)
    setLarge(columns, row, large.permitAgeUs, pass.permitAgeUs)
    return true
  }
  const first = passOf(book, row)
  const again = book.again.get(row) ?? []
  const known = first === null ? again : [first, ...again]
  if (!known.some((each) => samePass(each, pass))) book.again.set(row, [...again, pass])
  return false
}

/** Adds a fact of this attempt; a repeat of an append tells nothing new. Answers whether it first left the gate. */
export const tell = (book: Book, row: number, fact: CallFact, at: Stood): boolean => {
  const { columns, names } = book
  if (smallAt(columns, row, small.firstFactAt) < 0) setSmall(columns, row, small.firstFactAt, at.at)
  switch (fact.type) {
    case 'CallPlaced': {
      const { incarnation, pass, permitAgeUs } = fact
      return place(book, row, { ...at, incarnation, pass, permitAgeUs })
    }
    case 'CallRinging':
      stand(columns, row, small.rangAt, large.rangUs, at)
      return false
    case 'CallAnswered':
      stand(columns, row, small.answeredAt, large.answeredUs, at)
      return false
    case 'CallEnded':
      if (!stand(columns, row, small.endedAt, large.endedUs, at)) return false
      setSmall(columns, row, small.disposition, placeOf(names, fact.disposition))
      setSmall(columns, row, small.status, placeOf(names, fact.status))
      setSmall(columns, row, small.cause, placeOf(names, fact.cause))
      setLarge(columns, row, large.ringMs, fact.ringMs)
      setLarge(columns, row, large.talkMs, fact.talkMs)
      return false
    case 'CallReleased':
      if (stand(columns, row, small.releasedAt, large.releasedUs, at))
        setSmall(columns, row, small.proof, placeOf(names, fact.proof))
      return false
    case 'CallUnresolved':
      stand(columns, row, small.unresolvedAt, large.unresolvedUs, at)
      return false
    case 'OptOutRequested':
      return false
  }
}
