/** Opens the log of one host: any number of processes may do so at once, and write. */
import type { EventFeed, EventStore, Unavailable } from '@lastcall/eventlog'
import type { CannotOpen, OpenOptions } from '@lastcall/sqlite-file'
import { openSqliteFile, openingFailed } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { join } from 'node:path'
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
import { writesInThread } from './writing/in-thread'
import { writesOn } from './writing/writes'

export interface SqliteStoreOptions {
  /** The lock is waited for this long; then nothing was written. Milliseconds, default 5,000. */
  readonly limitMs?: number
  /** Told after two seconds of waiting for the lock, and each second from then on: "not committed yet". */
  readonly onWait?: (waitedMs: number) => void
  /** `read`: for auditors; appends answer `unavailable`. Default: `write`. */
  readonly mode?: 'write' | 'read'
  /**
   * Where appends and removals are carried out. `thread`: in one of their own, which is started by the first, so that
   * the event loop never waits for the disk; for processes that write as long as they live. Default: `here`.
   */
  readonly writes?: 'here' | 'thread'
  /** The wall clock, milliseconds since 1970 UTC. A thread has the system's. */
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

/** `thread`: the program of the thread that writes. */
export const openingWith =
  (thread: string) =>
  (path: string, options: SqliteStoreOptions = {}): TaskEither<CannotOpen, SqliteStore> =>
  async () => {
    const { now = Date.now, writes: where = 'here', ...rest } = options
    const opening: OpenOptions = { ...rest, lanes: true }
    const opened = await openSqliteFile(path, format, opening)()
    if (opened._tag === 'Left') return opened
    const file = opened.right
    const bell = bellBeside(file.path, options.mode !== 'read')
    if (bell._tag === 'Left') {
      await file.close()
      return bell
    }
    const writes =
      where === 'thread' && options.mode !== 'read'
        ? writesInThread(thread, { path: file.path, limitMs: options.limitMs ?? null }, options.onWait)
        : writesOn(file, () => Math.round(now() * 1_000))
    const source = { file, bell: bell.right, names: newNames() }
    const close = async (): Promise<void> => {
      await writes.close()
      bell.right.close()
      await file.close()
    }
    return right({
      store: storeOn(source, writes, close),
      feed: feedOf(source),
      verify: () => verifying(file),
      backup: backingUp(file.path),
      close,
    })
  }

export const openSqliteStore = openingWith(join(__dirname, 'writing', 'thread.js'))
