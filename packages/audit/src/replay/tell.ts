/** Writes what a fact says into the row of its attempt: the first fact of a kind counts. */
import type { CallFact } from '@lastcall/domain'
import type { Pass, Stood } from './attempt'
import type { Book } from './book'
import { passOf } from './book'
import type { Columns } from './columns'
import { large, placeOf, setLarge, setSmall, small, smallAt } from './columns'

/** Answers whether it is news. */
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
      // Field by field: what a spread leaves behind outlives many collections, 600 bytes each.
      return place(book, row, { at: at.at, us: at.us, incarnation, pass, permitAgeUs })
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
