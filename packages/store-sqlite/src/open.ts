/** Opens the log of one host: any number of processes may do so at once, and write. */
import type { EventFeed, EventStore, Unavailable } from '@lastcall/eventlog'
import type { CannotOpen, OpenOptions } from '@lastcall/sqlite-file'
import { openSqliteFile, openingFailed } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { Backup, CannotBackUp } from './backup'
import { backingUp } from './backup'
import type { Bell } from './bell'
import { bellAt } from './bell'
import { feedOf } from './feed/follow'
import { newNames } from './recorded'
import { format } from './schema'
import { storeOn } from './store'
import type { Verdict } from './verify'
import { verifying } from './verify'

export interface SqliteStoreOptions {
  /** The lock is waited for this long; then nothing was written. Milliseconds, default 5,000. */
  readonly limitMs?: number
  /** Told after two seconds of waiting for the lock, and each second from then on: "not committed yet". */
  readonly onWait?: (waitedMs: number) => void
  /** `read`: for auditors; appends answer `unavailable`. Default: `write`. */
  readonly mode?: 'write' | 'read'
  /** The wall clock, milliseconds since 1970 UTC. */
  readonly now?: () => number
}

export interface SqliteStore {
  readonly store: EventStore
  readonly feed: EventFeed
  /** Whether the file still is what was appended. Reads all of it. */
  readonly verify: () => TaskEither<Unavailable, Verdict>
  /** A verified copy as a new file, also while others write. Its keys lie elsewhere: keep backups of both apart. */
  readonly backup: (to: string) => TaskEither<Unavailable | CannotBackUp, Backup>
  readonly close: () => Promise<void>
}

const bellBeside = (path: string, writable: boolean): Either<CannotOpen, Bell> => {
  try {
    return right(bellAt(`${path}-bell`, writable))
  } catch (error) {
    return left(openingFailed(path, error))
  }
}

export const openSqliteStore =
  (path: string, options: SqliteStoreOptions = {}): TaskEither<CannotOpen, SqliteStore> =>
  async () => {
    const { now = Date.now, ...rest } = options
    const opening: OpenOptions = { ...rest, lanes: true }
    const opened = await openSqliteFile(path, format, opening)()
    if (opened._tag === 'Left') return opened
    const file = opened.right
    const bell = bellBeside(file.path, options.mode !== 'read')
    if (bell._tag === 'Left') {
      await file.close()
      return bell
    }
    const source = { file, bell: bell.right, names: newNames() }
    const close = async (): Promise<void> => {
      bell.right.close()
      await file.close()
    }
    return right({
      store: storeOn(source, now, close),
      feed: feedOf(source),
      verify: () => verifying(file),
      backup: backingUp(file.path),
      close,
    })
  }
