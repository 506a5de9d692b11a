/** Writes what a fact says into the row of its attempt: the first fact of a kind counts. */
import type { CallFact } from '@lastcall/domain'
import type { Pass, Stood } from './attempt'
import type { Book } from './book'
import { kept, passOf } from './book'
import type { Columns } from './columns'
import { none, setValue, valueAt } from './columns'
import { placeOf } from './names'

/** Answers whether it is news. */
const stand = (
  columns: Columns,
  row: number,
  at: number,
  us: number,
  { at: revision, us: time }: Stood,
): boolean => {
  if (valueAt(columns, row, at) !== none) return false
  setValue(columns, row, at, revision)
  setValue(columns, row, us, time)
  return true
}

const samePass = (pass: Pass, other: Pass): boolean =>
  pass.pass === other.pass && pass.incarnation === other.incarnation

/** Answers whether it is the first one. */
const place = (book: Book, row: number, pass: Pass): boolean => {
  const { columns } = book
  if (stand(columns, row, kept.placedAt, kept.placedUs, pass)) {
    setValue(columns, row, kept.placedBy, placeOf(book.names, pass.incarnation))
    setValue(columns, row, kept.pass, pass.pass)
    setValue(columns, row, kept.permitAgeUs, pass.permitAgeUs)
    return true
  }
  const first = passOf(book, row)
  const again = book.again.get(row) ?? []
  const known = first === null ? again : [first, ...again]
  if (!known.some((each) => samePass(each, pass))) book.again.set(row, [...again, pass])
  return false
}

/** Nothing was told of it yet: any fact but a `CallPlaced` writes down that it was the first one. */
const isFirst = (columns: Columns, row: number): boolean =>
  valueAt(columns, row, kept.firstFactAt) === none && valueAt(columns, row, kept.placedAt) === none

/** Adds a fact of this attempt; a repeat of an append tells nothing new. Answers whether it first left the gate. */
export const tell = (book: Book, row: number, fact: CallFact, at: Stood): boolean => {
  const { columns, names } = book
  if (fact.type !== 'CallPlaced' && isFirst(columns, row)) setValue(columns, row, kept.firstFactAt, at.at)
  switch (fact.type) {
    case 'CallPlaced': {
      const { incarnation, pass, permitAgeUs } = fact
      // Field by field: what a spread leaves behind outlives many collections, 600 bytes each.
      return place(book, row, { at: at.at, us: at.us, incarnation, pass, permitAgeUs })
    }
    case 'CallRinging':
      stand(columns, row, kept.rangAt, kept.rangUs, at)
      return false
    case 'CallAnswered':
      stand(columns, row, kept.answeredAt, kept.answeredUs, at)
      return false
    case 'CallEnded':
      if (!stand(columns, row, kept.endedAt, kept.endedUs, at)) return false
      setValue(columns, row, kept.disposition, placeOf(names, fact.disposition))
      setValue(columns, row, kept.status, placeOf(names, fact.status))
      setValue(columns, row, kept.cause, placeOf(names, fact.cause))
      setValue(columns, row, kept.ringMs, fact.ringMs)
      setValue(columns, row, kept.talkMs, fact.talkMs)
      return false
    case 'CallReleased':
      if (stand(columns, row, kept.releasedAt, kept.releasedUs, at))
        setValue(columns, row, kept.proof, placeOf(names, fact.proof))
      return false
    case 'CallUnresolved':
      stand(columns, row, kept.unresolvedAt, kept.unresolvedUs, at)
      return false
    case 'OptOutRequested':
      return false
  }
}
