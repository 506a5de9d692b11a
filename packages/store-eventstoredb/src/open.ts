/** Opens an EventStoreDB, or a KurrentDB, as a store and a feed, after a first contact with its leader. */
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection/connection'
import { connection } from './connection/connection'
import { whyOf } from './failure'
import { feedOn } from './feed/follow'
import { readHead } from './reading/read'
import type { CannotConnect, EventStoreDbOptions, Limits } from './settings/options'
import { limitsOf } from './settings/options'
import type { Settings } from './settings/settings'
import { settingsOf } from './settings/settings'
import { storeOn } from './store'

export interface EventStoreDb {
  readonly store: EventStore
  /** Throws when the store is closed, or gives no sign for `lostAfterMs`. */
  readonly feed: EventFeed
  /** Leaves no connection open. */
  readonly close: () => Promise<void>
}

const napMs = 100

/** The end of the log tells all that is needed: a leader is there, it knows the user, and lets it read everything. */
const firstContact = async (
  on: Connection,
  { firstContactMs, lookMs, monotonicMs }: Limits,
): Promise<Either<CannotConnect, void>> => {
  const end = monotonicMs() + firstContactMs
  for (;;) {
    const head = await readHead(on, Math.min(lookMs, firstContactMs))
    if (head._tag === 'Right') return right(undefined)
    const why = whyOf(head.left)
    if (head.left.type === 'access-denied') return left({ is: 'not allowed', why })
    if (monotonicMs() >= end) return left({ is: 'no contact', why })
    await sleep(napMs)
  }
}

/** The store with what `store check` asks beside it. */
export interface Opened extends EventStoreDb {
  readonly calls: Connection
  readonly limits: Limits
  readonly settings: Settings
}

export const openParts =
  (connectionString: string, options: EventStoreDbOptions): TaskEither<CannotConnect, Opened> =>
  async () => {
    const settings = settingsOf(connectionString, options)
    if (settings._tag === 'Left') return settings
    const limits = limitsOf(options)
    const clientFor = (of: 'calls' | 'feed'): Connection =>
      connection(settings.right, () => limits.notice({ is: 'client replaced', of }))
    const [calls, following] = [clientFor('calls'), clientFor('feed')]
    let ended: Promise<unknown> | null = null
    const end = async (): Promise<void> => {
      ended ??= Promise.all([calls.close(), following.close()])
      await ended
    }
    const contact = await firstContact(calls, limits)
    if (contact._tag === 'Left') {
      await end()
      return contact
    }
    const closing = new AbortController()
    const store = storeOn(calls, limits, closing, end)
    const feed = feedOn(following, limits, closing.signal)
    return right({ store, feed, close: store.close, calls, limits, settings: settings.right })
  }

/**
 * `esdb://host:2113` or, for a cluster, `esdb://one:2113,two:2113,three:2113`; TLS unless `tls=false`. One client for
 * appends and reads and one for followers: replacing one does not cut the other.
 */
export const openEventStoreDb =
  (connectionString: string, options: EventStoreDbOptions = {}): TaskEither<CannotConnect, EventStoreDb> =>
  async () => {
    const opened = await openParts(connectionString, options)()
    if (opened._tag === 'Left') return opened
    const { store, feed, close } = opened.right
    return right({ store, feed, close })
  }
