/** A follower that is pulled by hand and never waits for ever. */
import type { EventFeed, FeedItem, Position, Recorded, Selection } from '@lastcall/eventlog'
import type { PlaceUnderTest } from './harness'
import { underWay } from './tools'

export interface Reader {
  /** The next item; null where the iteration has ended. Rejects when the feed is silent or lost. */
  readonly next: () => Promise<FeedItem | null>
  /** The next `count` events, whatever the feed says about being caught up. */
  readonly events: (count: number) => Promise<readonly Recorded[]>
  /** Everything up to the next `caught-up`, and how far the log was read then. */
  readonly untilCaughtUp: () => Promise<{
    readonly events: readonly Recorded[]
    readonly at: Position | null
  }>
  /** Aborts; later pulls find the end. */
  readonly abort: () => void
}

/** `what` names what was waited for. */
export const inTime = async <T>(patienceMs: number, what: string, waited: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`never came: ${what}`)), patienceMs)
  })
  return Promise.race([underWay(waited), tooLate]).finally(() => clearTimeout(timer))
}

export const reader = (
  { patienceMs, over }: PlaceUnderTest,
  feed: EventFeed,
  what: Selection,
  after: Position | null = null,
): Reader => {
  const own = new AbortController()
  const items = feed.follow(what, after, AbortSignal.any([own.signal, over]))[Symbol.asyncIterator]()
  const next = async (): Promise<FeedItem | null> => {
    const pulled = await inTime(patienceMs, 'the next item of the feed', items.next())
    return pulled.done === true ? null : pulled.value
  }
  const must = async (): Promise<FeedItem> => {
    const item = await next()
    if (item === null) throw new Error('the feed ended, and nobody had asked for it')
    return item
  }
  return {
    next,
    events: async (count) => {
      const events: Recorded[] = []
      while (events.length < count) {
        const item = await must()
        if (item.is === 'event') events.push(item.event)
      }
      return events
    },
    untilCaughtUp: async () => {
      const events: Recorded[] = []
      for (;;) {
        const item = await must()
        if (item.is === 'caught-up') return { events, at: item.at }
        events.push(item.event)
      }
    },
    abort: () => own.abort(),
  }
}

/** Everything that the log holds of a selection now. */
export const caughtUp = async (
  place: PlaceUnderTest,
  feed: EventFeed,
  what: Selection,
  after: Position | null = null,
): Promise<readonly Recorded[]> => {
  const one = reader(place, feed, what, after)
  const { events } = await one.untilCaughtUp()
  one.abort()
  return events
}
