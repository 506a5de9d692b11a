/** An open SQLite file as its users see it: reads, writes, and an orderly end. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { Connection, Sql } from './connection'
import type { Unavailable, WriteFailure } from './failure'
import { sentence, unavailable } from './failure'
import { patiently } from './nap'
import type { Work } from './transaction'
import type { Want } from './want'
import type { Lane, WaitOptions } from './writer'
import { writerOn } from './writer'

export interface SqliteFile {
  readonly path: string
  /** `work` runs between BEGIN IMMEDIATE and COMMIT, in one turn; what it throws that is not SQLite's is a defect. */
  readonly write: <T>(work: Work<T>, lane?: Lane) => TaskEither<WriteFailure, T>
  /** On a connection of its own, in one turn; a locked file is tried again. */
  readonly read: <T>(work: Work<T>) => TaskEither<Unavailable, T>
  /** The same in this very turn, without trying again. */
  readonly look: <T>(work: Work<T>) => Either<Unavailable, T>
  /** Brings everything into the file and empties the log beside it: what was overwritten is in no file any more. */
  readonly wipeLog: () => TaskEither<Unavailable, void>
  /** Later calls answer `unavailable`. */
  readonly close: () => Promise<void>
}

interface Parts {
  readonly writer: Connection
  readonly reader: Connection
  readonly want: Want
  readonly makeRoom: () => boolean
}

const readerHolds = Object.assign(new Error('a reader holds the log'), { errcode: 5 })

/** Throws a busy error when somebody still reads from the log or writes to it. */
const truncate = (sql: Sql): void => {
  if (sql.get('PRAGMA wal_checkpoint(TRUNCATE)')?.['busy'] !== 0) throw readerHolds
}

/** Others may be at work, and the last one to close tidies up anyway. Milliseconds. */
const tidyForMs = 20

export const fileOf = (
  path: string,
  mode: 'write' | 'read',
  { writer, reader, want, makeRoom }: Parts,
  wait: WaitOptions,
): SqliteFile => {
  const queue = writerOn(writer, path, want, wait, makeRoom)
  let closing: Promise<void> | null = null

  const guarded = async <T>(attempt: () => T): Promise<Either<Unavailable, T>> => {
    try {
      return closing === null ? right(await patiently(attempt, wait.limitMs)) : left(unavailable('closed'))
    } catch (error) {
      return left(unavailable(closing === null ? sentence(path, error) : 'closed'))
    }
  }

  const end = async (): Promise<void> => {
    await queue.close()
    try {
      if (mode === 'write') await patiently(() => truncate(writer), tidyForMs)
    } catch {
      // The log stays beside the file, which is as good, only larger.
    }
    want.close()
    if (reader !== writer) reader.close()
    writer.close()
  }

  return {
    path,
    write:
      (work, lane = 'ordinary') =>
      async () =>
        mode === 'read' ? left(unavailable(`${path} was opened for reading`)) : queue.write(work, lane),
    read: (work) => () => guarded(() => work(reader)),
    look: (work) => {
      if (closing !== null) return left(unavailable('closed'))
      try {
        return right(work(reader))
      } catch (error) {
        return left(unavailable(sentence(path, error)))
      }
    },
    wipeLog: () => () => guarded(() => truncate(writer)),
    close: () => (closing ??= end()),
  }
}
