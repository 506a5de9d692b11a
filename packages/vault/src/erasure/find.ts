/** Which streams are there under some names' beginnings; the log is asked, so that interrupted imports are found too. */
import type { EventFeed, EventStore, StreamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'

export interface StoreUnavailable {
  readonly is: 'store unavailable'
  readonly why: string
}

const namesIn = async (
  feed: EventFeed,
  prefixes: readonly string[],
): Promise<Either<StoreUnavailable, readonly StreamName[]>> => {
  const names = new Set<StreamName>()
  const ended = new AbortController()
  try {
    for await (const item of feed.follow({ prefixes }, null, ended.signal)) {
      if (item.is === 'caught-up') return right([...names])
      names.add(item.event.stream)
    }
    return left({ is: 'store unavailable', why: 'the feed ended before it had caught up' })
  } catch {
    return left({ is: 'store unavailable', why: 'the feed was lost' })
  } finally {
    ended.abort()
  }
}

/** Streams that still have contents. A store may go on naming a deleted one in its feed. */
export const streamsLeft = async (
  { store, feed }: { readonly store: EventStore; readonly feed: EventFeed },
  prefixes: readonly string[],
): Promise<Either<StoreUnavailable, readonly StreamName[]>> => {
  if (prefixes.length === 0) return right([])
  const names = await namesIn(feed, prefixes)
  if (names._tag === 'Left') return names
  const there: StreamName[] = []
  for (const name of names.right) {
    const last = await store.last(name)()
    if (last._tag === 'Left') return left({ is: 'store unavailable', why: last.left.why })
    if (last.right._tag === 'Some') there.push(name)
  }
  return right(there)
}
