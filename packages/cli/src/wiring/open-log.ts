/** Opens the log where it is: a file of this host, or a server. Either is loaded only when it is needed. */
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import type { NotYet } from '../terminal/not-yet'
import { cannotConnectTrouble, cannotOpenTrouble } from './cannot-open'
import type { Place } from './place'
import { missing } from './place'

export interface Log {
  readonly store: EventStore
  readonly feed: EventFeed
  readonly close: () => Promise<void>
}

/** A revocation says meanwhile that it is not committed, and tries again: each try is short. Milliseconds. */
const contactMs = 2_000

/** What leads to a server of the log, as it stands in errors. */
export const namesOfServer =
  '--store, or `store` and `eventstoredb` in the configuration; LASTCALL_STORE_USER and LASTCALL_STORE_PASSWORD'

export interface OpenedFor {
  /**
   * A revocation never gives up: a lock or a full disk is waited for, in opening too, and this is told meanwhile that
   * what was asked for is not committed yet.
   */
  readonly notYet?: NotYet
  /** For revocations: a process that was stopped while it held the log is ended. */
  readonly killHolder?: boolean
  /** For processes that write as long as they live: a file is then written by a thread. */
  readonly isLongLived?: boolean
  /** For commands that a new log begins with. */
  readonly makesLog?: boolean
}

/** What a revocation tells while it waits for a file: who holds it, too. */
const whileWaiting = async (path: string, { notYet, killHolder = false }: OpenedFor) => {
  if (notYet === undefined) return {}
  const { heldBy } = await import('./held-by.js')
  return { onWait: (waitedMs: number): void => notYet(waitedMs, heldBy(path, killHolder)) }
}

export const openLog = async (place: Place, purpose: OpenedFor): Promise<Either<Trouble, Log>> => {
  const absent = purpose.makesLog === true ? null : missing(place)
  if (absent !== null) return absent
  if (place.is === 'file') {
    const { openSqliteStore } = await import('@lastcall/store-sqlite')
    const writes = purpose.isLongLived === true ? 'thread' : 'here'
    const log = await openSqliteStore(place.path, { ...(await whileWaiting(place.path, purpose)), writes })()
    return log._tag === 'Left' ? cannotOpenTrouble(log.left) : log
  }
  const { openEventStoreDb } = await import('@lastcall/store-eventstoredb')
  const { connectionString, options, shown } = place
  const patience = purpose.notYet === undefined ? {} : { firstContactMs: contactMs }
  const log = await openEventStoreDb(connectionString, { ...options, ...patience })()
  return log._tag === 'Left' ? cannotConnectTrouble(log.left, shown, namesOfServer) : log
}
