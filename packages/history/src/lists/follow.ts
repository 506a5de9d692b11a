/** Brings lists up to the head of the log, or follows it: a thin shell around the consumer's machine. */
import { lifecycleTypes } from '@lastcall/domain'
import type { EventFeed, OnUnreadable, Recorded, Unreadable } from '@lastcall/eventlog'
import { following } from '@lastcall/eventlog'
import type { SnapshotStore } from '../snapshots/port'
import type { Lists } from './lists'
import { evolveLists, listsCodec } from './lists'
import type { ListsAt } from './snapshot'
import { decodeLists, encodeLists } from './snapshot'

const snapshotName = 'lists'

export interface ListsTold {
  readonly lists: Lists
  /** Events that a newer program wrote and this one passed over (reports only). */
  readonly skipped: number
}

/** What an observer of the lists gets to know; `caught up` comes again after every batch of news. */
export type ListsNews =
  | ({ readonly is: 'caught up' } & ListsTold)
  | { readonly is: 'news'; readonly recorded: Recorded; readonly lists: Lists }
  | { readonly is: 'halted'; readonly because: Unreadable }

export const loadLists = async (snapshots: SnapshotStore): Promise<ListsAt> => {
  const bytes = await snapshots.load(snapshotName)()
  return (bytes === null ? null : decodeLists(bytes)) ?? { lists: new Map(), at: null }
}

export const saveLists = (snapshots: SnapshotStore, lists: ListsAt): Promise<boolean> =>
  snapshots.save(snapshotName, encodeLists(lists))()

/** One subscription's life: ends with `until`, or throws when the store is lost (the caller subscribes anew). */
export async function* followLists(
  feed: EventFeed,
  from: ListsAt,
  onUnreadable: OnUnreadable,
  until: AbortSignal,
): AsyncGenerator<ListsNews & { readonly at: ListsAt['at'] }> {
  const consumer = { codec: listsCodec, evolve: evolveLists, onUnreadable }
  let [state] = following.begin<Lists>({ state: from.lists, at: from.at, skipped: 0 })
  for await (const item of feed.follow({ types: lifecycleTypes }, from.at, until)) {
    const input =
      item.is === 'event'
        ? ({ is: 'page', events: [item.event] } as const)
        : ({ is: 'caught up', at: item.at } as const)
    ;[state] = following.step(consumer, state, input)
    const { consumed } = state
    if (state.is === 'halted') {
      yield { is: 'halted', because: state.because, at: consumed.at }
      return
    }
    if (item.is === 'event')
      yield { is: 'news', recorded: item.event, lists: consumed.state, at: consumed.at }
    else yield { is: 'caught up', lists: consumed.state, skipped: consumed.skipped, at: consumed.at }
  }
}

const fromTheStart: ListsAt = { lists: new Map(), at: null }

const broughtUp = async (feed: EventFeed, snapshots: SnapshotStore, from: ListsAt): Promise<ListsTold> => {
  const ended = new AbortController()
  try {
    for await (const news of followLists(feed, from, 'skip', ended.signal)) {
      if (news.is !== 'caught up') continue
      if (news.skipped === 0) await saveLists(snapshots, { lists: news.lists, at: news.at })
      return { lists: news.lists, skipped: news.skipped }
    }
  } finally {
    ended.abort()
  }
  return { lists: new Map(), skipped: 0 }
}

/**
 * The lists as the log has them now. Throws when the store is lost. Lists that passed an event over are not kept: a
 * worker would begin behind what must halt it, and the next report would not know that anything is missing.
 */
export const currentLists = async (feed: EventFeed, snapshots: SnapshotStore): Promise<ListsTold> => {
  const kept = await loadLists(snapshots)
  if (kept.at === null) return broughtUp(feed, snapshots, kept)
  // A log that was taken back from a backup may end before the snapshot: a cache is then no help.
  return broughtUp(feed, snapshots, kept).catch(() => broughtUp(feed, snapshots, fromTheStart))
}
