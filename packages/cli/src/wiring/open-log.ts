/** Opens the log where it is: a file of this host, or a server. Either is loaded only when it is needed. */
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import type { NotYet } from '../terminal/not-yet'
import { cannotConnectTrouble, cannotOpenTrouble } from './cannot-open'
import type { Place } from './place'

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

export interface LogFor {
  /** A revocation that is not committed yet. */
  readonly notYet?: NotYet
  /** A process that was stopped while it held the log is ended, so that the revocation is committed. */
  readonly killHolder?: boolean
  /** A process that writes as long as it lives: a file is then written by a thread. */
  readonly isLongLived?: boolean
}

export const openLog = async (
  place: Place,
  { notYet, killHolder = false, isLongLived = false }: LogFor,
): Promise<Either<Trouble, Log>> => {
  if (place.is === 'file') {
    const [{ openSqliteStore }, { heldBy }] = await Promise.all([
      import('@lastcall/store-sqlite'),
      import('./held-by.js'),
    ])
    const onWait = (waitedMs: number): void => notYet?.(waitedMs, heldBy(place.path, killHolder))
    const waiting = notYet === undefined ? {} : { onWait }
    const log = await openSqliteStore(place.path, { ...waiting, writes: isLongLived ? 'thread' : 'here' })()
    return log._tag === 'Left' ? cannotOpenTrouble(log.left) : log
  }
  const { openEventStoreDb } = await import('@lastcall/store-eventstoredb')
  const { connectionString, options, shown } = place
  const patience = notYet === undefined ? {} : { firstContactMs: contactMs }
  const log = await openEventStoreDb(connectionString, { ...options, ...patience })()
  return log._tag === 'Left' ? cannotConnectTrouble(log.left, shown, namesOfServer) : log
}
