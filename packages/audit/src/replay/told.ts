/** All attempts and all batches of a campaign. Records are made when they are asked for, and stand still. */
import { AttemptId } from '@lastcall/domain'
import type { Attempt } from './attempt'
import type { Batch } from './batch'
import { batchAt } from './batch'
import type { Book } from './book'
import { attemptAt, firstRowOf } from './book'

/** Every attempt of a campaign. */
export interface Attempts {
  /** How many were authorized. */
  readonly size: number
  readonly has: (id: AttemptId) => boolean
  readonly get: (id: AttemptId) => Attempt | undefined
  /** In the order of authorization; an attempt authorized a second time comes a second time. */
  readonly [Symbol.iterator]: () => Iterator<Attempt>
}

/** -1: none. What is no id at all is nobody's. */
const rowWith = (book: Book, id: string): number => (AttemptId.is(id) ? firstRowOf(book, id) : -1)

export const attemptsIn = (book: Book): Attempts => ({
  get size() {
    return book.columns.size
  },
  has: (id) => rowWith(book, id) >= 0,
  get: (id) => {
    const row = rowWith(book, id)
    return row < 0 ? undefined : attemptAt(book, row)
  },
  *[Symbol.iterator]() {
    for (let row = 0; row < book.columns.size; row += 1) yield attemptAt(book, row)
  },
})

/** Every `CallsAuthorized` of a campaign, in the order of the log. */
export interface AllBatches {
  readonly size: number
  readonly [Symbol.iterator]: () => Iterator<Batch>
}

export const batchesIn = ({ batches, names }: Book): AllBatches => ({
  get size() {
    return batches.columns.size
  },
  *[Symbol.iterator]() {
    for (let row = 0; row < batches.columns.size; row += 1) yield batchAt(batches, names, row)
  },
})
