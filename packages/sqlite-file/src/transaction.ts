/** One write transaction inside one turn: either all of it stands, or the answer says what is known. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Connection, Sql } from './connection'
import type { WriteFailure } from './failure'
import { codeOf, isBusy, isFull, sentence, unavailable } from './failure'

/** May be run again after a rollback, so it changes nothing but the file. */
export type Work<T> = (sql: Sql) => T

const rollBack = (db: Connection): void => {
  try {
    db.exec('ROLLBACK')
  } catch {
    // SQLite has rolled back already.
  }
}

/** `null`: the lock was not gained, and nothing happened. */
export const begin = (db: Connection, path: string): Either<WriteFailure, void> | null => {
  try {
    db.exec('BEGIN IMMEDIATE')
    return right(undefined)
  } catch (error) {
    if (isBusy(error)) return null
    return left(unavailable(sentence(path, error)))
  }
}

const commit = (db: Connection, path: string): Either<WriteFailure, void> => {
  try {
    db.exec('COMMIT')
    return right(undefined)
  } catch (error) {
    rollBack(db)
    // Too little space at COMMIT: the frame that commits was not written. After any other error it may have been,
    // also where the shared index could not grow: that comes after the frames.
    if (isFull(error)) return left(unavailable(sentence(path, error)))
    return left({ is: 'uncertain', why: sentence(path, error) })
  }
}

/** What was read or written through it holds until the end of the transaction, so it can be remembered under it. */
const onlyHere = ({ all, get, run }: Connection): Sql => ({ all, get, run })

/** After `begin`. Throws what `work` throws, unless it is SQLite's; then nothing was written either. */
export const carryOut = <T>(db: Connection, path: string, work: Work<T>): Either<WriteFailure, T> => {
  let answer: T
  try {
    answer = work(onlyHere(db))
  } catch (error) {
    rollBack(db)
    if (codeOf(error) === null) throw error
    return left(unavailable(sentence(path, error)))
  }
  const committed = commit(db, path)
  return committed._tag === 'Left' ? committed : right(answer)
}
