/** Copies the whole log into one new file, and gives it its name only when its chain is verified and it is on the disk. */
import type { Position, Unavailable } from '@lastcall/eventlog'
import type { SqliteFile } from '@lastcall/sqlite-file'
import { describeCannotOpen, openSqliteFile } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { format } from './schema'
import { verifying } from './verify'

export interface Backup {
  readonly path: string
  readonly bytes: number
  /** Of the file, hexadecimal: what `sha256sum` says of it. */
  readonly sha256: string
  readonly events: number
  /** The newest hash of the chain. */
  readonly head: string
}

export type CannotBackUp =
  /** Nothing is overwritten. */
  | { readonly is: 'exists' }
  /** The copy is not what was appended, so neither is the log; there is no backup. */
  | { readonly is: 'broken'; readonly at: Position; readonly why: string }
  | { readonly is: 'cannot write'; readonly why: string }

type Failure = Unavailable | CannotBackUp

const sync = async (path: string): Promise<number> => {
  const file = await open(path, 'r')
  try {
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

/** On a connection of its own that can only read: one that may write is kept from it by a pragma, for this too. */
const reading = async <T>(
  path: string,
  work: (file: SqliteFile) => TaskEither<Unavailable, T>,
): Promise<Either<Failure, T>> => {
  const opened = await openSqliteFile(path, format, { mode: 'read' })()
  if (opened._tag === 'Left') return left({ is: 'unavailable', why: describeCannotOpen(opened.left) })
  try {
    return await work(opened.right)()
  } finally {
    await opened.right.close()
  }
}

const copied = async (log: string, part: string, path: string): Promise<Either<Failure, Backup>> => {
  // For its owner alone; SQLite takes an empty file for one that is not there.
  await (await open(part, 'wx', 0o600)).close()
  const copy = await reading(log, (file) => file.read((sql) => sql.run('VACUUM INTO ?', part)))
  if (copy._tag === 'Left') return copy
  const verdict = await reading(part, verifying)
  if (verdict._tag === 'Left') return verdict
  if (verdict.right.is === 'broken') return left(verdict.right)
  const { events, head } = verdict.right
  const [bytes, sha256] = [await sync(part), await digestOf(part)]
  // Unlike a rename, this never replaces what has appeared there meanwhile.
  await link(part, path)
  await sync(dirname(path))
  return right({ path, bytes, sha256, events, head })
}

/** Others may write meanwhile: the copy is the log as of one moment. Keys are not in it. */
export const backingUp =
  (log: string) =>
  (to: string): TaskEither<Failure, Backup> =>
  async () => {
    const path = resolve(to)
    const part = `${path}.${randomBytes(4).toString('hex')}.part`
    try {
      return await copied(log, part, path)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      return left(code === 'EEXIST' ? { is: 'exists' } : { is: 'cannot write', why: code ?? message })
    } finally {
      for (const end of ['', '-journal', '-wal', '-shm'])
        await rm(`${part}${end}`, { force: true }).catch(() => undefined)
    }
  }
