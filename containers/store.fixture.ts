/** The product's store on a server that may still be starting, and small events to tell what became of them. */
import type { NewEvent, StreamName } from '@lastcall/eventlog'
import { eventId, revision } from '@lastcall/eventlog'
import type { EventStoreDb } from '@lastcall/store-eventstoredb'
import { openEventStoreDb } from '@lastcall/store-eventstoredb'
import { randomUUID } from 'node:crypto'

export const opened = async (url: string): Promise<EventStoreDb> => {
  const answer = await openEventStoreDb(url, { firstContactMs: 120_000 })()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}

export const noted = (k: number): NewEvent => ({ id: eventId(randomUUID()), type: 'Noted', data: { k } })

export const kOf = ({ data }: Pick<NewEvent, 'data'>): unknown => (data as { readonly k: unknown }).k

/** The `k` of each event of a stream, in order. */
export const ksIn = async ({ store }: EventStoreDb, stream: StreamName): Promise<readonly unknown[]> => {
  const page = await store.read(stream, revision(0), 1_000)()
  if (page._tag === 'Left') throw new Error(page.left.is)
  return page.right.events.map(kOf)
}

export interface Follower {
  /** What it has seen, and `lost` when the feed was. */
  readonly seen: readonly unknown[]
  readonly end: () => Promise<void>
}

export const followed = ({ feed }: EventStoreDb, stream: StreamName): Follower => {
  const over = new AbortController()
  const seen: unknown[] = []
  const follow = async (): Promise<void> => {
    for await (const item of feed.follow({ prefixes: [stream] }, null, over.signal))
      if (item.is === 'event') seen.push(kOf(item.event))
  }
  const following = follow().catch(() => void seen.push('lost'))
  const end = (): Promise<void> => {
    over.abort()
    return following
  }
  return { seen, end }
}
