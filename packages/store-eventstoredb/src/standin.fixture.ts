/** Opens the product's store on a stand-in. */
import type { EventId, FeedItem, NewEvent } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'
import { randomUUID } from 'node:crypto'
import type { EventStoreDb, EventStoreDbOptions } from '.'
import { openEventStoreDb } from '.'

export const opened = async (
  connectionString: string,
  options?: EventStoreDbOptions,
): Promise<EventStoreDb> => {
  const answer = await openEventStoreDb(connectionString, options)()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}

export const newId = (): EventId => eventId(randomUUID())

export const noted = (k: number, type = 'Noted'): NewEvent => ({ id: newId(), type, data: { k } })

export interface Puller {
  readonly next: () => Promise<FeedItem>
  /** The `k` of the next events, whatever is said about being caught up. */
  readonly ks: (count: number) => Promise<readonly unknown[]>
  readonly untilCaughtUp: () => Promise<readonly unknown[]>
}

const kOf = (item: FeedItem): unknown => (item.is === 'event' ? (item.event.data as { k: unknown }).k : null)

/** A follower that is pulled by hand. */
export const pulled = (items: AsyncIterable<FeedItem>): Puller => {
  const iterator = items[Symbol.asyncIterator]()
  const next = async (): Promise<FeedItem> => {
    const item = await iterator.next()
    if (item.done === true) throw new Error('the feed ended')
    return item.value
  }
  return {
    next,
    ks: async (count) => {
      const found: unknown[] = []
      while (found.length < count) {
        const item = await next()
        if (item.is === 'event') found.push(kOf(item))
      }
      return found
    },
    untilCaughtUp: async () => {
      const found: unknown[] = []
      for (;;) {
        const item = await next()
        if (item.is === 'caught-up') return found
        found.push(kOf(item))
      }
    },
  }
}
