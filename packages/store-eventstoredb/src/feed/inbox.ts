/** One subscription as a queue that is emptied by hand: bounded, and honest about having caught up and about being lost. */
import type { AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client'
import { START } from '@eventstore/db-client'
import type { Position, Recorded } from '@lastcall/eventlog'
import type { Connection } from '../connection/connection'
import type { Trouble } from '../failure'
import { troubleOf } from '../failure'
import { placeOf } from '../position'
import type { ClientEvent } from '../reading/recorded'
import { recordedOf } from '../reading/recorded'
import type { Wanted } from './wanted'

export interface Inbox {
  /** Null: nothing waits here now. */
  readonly take: () => Recorded | null
  readonly isEmpty: () => boolean
  /** What was there when the subscription said that it had caught up has been taken. */
  readonly hasCaughtUp: () => boolean
  /** Nothing comes any more. What came before can still be taken. */
  readonly lost: () => Trouble | null
  readonly close: () => void
}

/** Beyond this many the subscription is paused; the client then holds some 32 more, and the server the rest. */
const most = 256
const few = 64

const subscribe = (
  client: EventStoreDBClient,
  { credentials }: Connection,
  { filter }: Wanted,
  after: Position | null,
): AllStreamSubscription =>
  client.subscribeToAll({
    fromPosition: after === null ? START : placeOf(after),
    filter,
    credentials,
    requiresLeader: true,
  })

/** Behind `after`, on the client of now. `ring`: called at every change. */
export const openInbox = (
  connection: Connection,
  wanted: Wanted,
  after: Position | null,
  ring: () => void,
): Inbox => {
  const queue: Recorded[] = []
  const subscription = subscribe(connection.client(), connection, wanted, after)
  let lost: Trouble | null = null
  // The client says that it has caught up before it hands out what waits in it. Null: it has not said so.
  let behind: number | null = null
  const lose = (error: unknown): void => {
    lost ??= troubleOf(error)
    ring()
  }
  // First of all: an error that nobody hears ends the process.
  subscription.on('error', lose)
  // A server may end it well, and that is a loss like any other.
  for (const end of ['end', 'close'] as const) {
    subscription.on(end, () => lose(new Error('the server ended the subscription')))
  }
  subscription.on('caughtUp', () => {
    behind = queue.length + subscription.readableLength
    ring()
  })
  subscription.on('data', ({ event }: { readonly event?: ClientEvent }) => {
    if (event === undefined) return
    queue.push(recordedOf(event))
    if (queue.length >= most) subscription.pause()
    ring()
  })
  return {
    take: () => {
      const event = queue.shift() ?? null
      if (event === null) return null
      if (behind !== null && behind > 0) behind -= 1
      if (queue.length <= few && subscription.isPaused()) subscription.resume()
      return event
    },
    isEmpty: () => queue.length === 0,
    hasCaughtUp: () => behind === 0,
    lost: () => lost,
    close: () => {
      lost ??= troubleOf(new Error('closed'))
      subscription
        .unsubscribe()
        .catch(() => undefined)
        .finally(() => subscription.destroy())
    },
  }
}
