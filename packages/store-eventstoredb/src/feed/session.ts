/** One subscription, from its beginning to its loss, as items of the feed; caught up is said only after a look at the head. */
import type { FeedItem, Position } from '@lastcall/eventlog'
import type { Connection } from '../connection/connection'
import type { Trouble } from '../failure'
import { troubleOf } from '../failure'
import { later } from '../position'
import { readHead } from '../reading/read'
import type { Limits } from '../settings/options'
import { bell } from '../waiting'
import type { IsGone } from './gone'
import { check } from './head'
import { openInbox } from './inbox'
import type { Wanted } from './wanted'

export interface Following {
  readonly connection: Connection
  readonly limits: Limits
  readonly wanted: Wanted
  readonly isGone: IsGone
  /** Aborted when the follower has enough, or the store closes. */
  readonly until: AbortSignal
}

/** How far a follower has come. It outlives subscriptions: the next one begins behind `at`. */
export interface Progress {
  /** Everything wanted up to here has been handed out. */
  at: Position | null
  /** Where caught up was said last; undefined: never. */
  told: Position | null | undefined
  /** Monotonic milliseconds of the last sign that somebody answers. */
  heardAt: number
}

/** Answers why it was lost, or null when it was aborted. */
export async function* session(
  { connection, limits, wanted, isGone, until }: Following,
  progress: Progress,
): AsyncGenerator<FeedItem, Trouble | null> {
  const heard = (): void => void (progress.heardAt = limits.monotonicMs())
  const begun = await readHead(connection, limits.lookMs)
  if (begun._tag === 'Left') return begun.left
  heard()
  const { ring, wait } = bell(until)
  const inbox = openInbox(connection, wanted, progress.at, ring)
  let live = false
  // When the head knew of something that the subscription has not brought yet.
  let missingSince: number | null = null
  try {
    while (!until.aborted) {
      const event = inbox.take()
      if (event !== null) {
        missingSince = null
        if (progress.at !== null && event.position <= progress.at) continue
        const gone = wanted.isChosen(event) ? await isGone(event) : null
        if (gone?._tag === 'Left') return troubleOf(new Error(gone.left.why))
        heard()
        progress.at = event.position
        if (gone?.right === false) yield { is: 'event', event }
        continue
      }
      const lost = inbox.lost()
      if (lost !== null) return lost
      if (!live && inbox.hasCaughtUp()) {
        live = true
        progress.at = later(progress.at, begun.right)
      }
      if (!live || (progress.told === progress.at && missingSince === null)) {
        const before = limits.monotonicMs()
        await wait(limits.watchMs)
        if (limits.monotonicMs() - before < limits.watchMs || until.aborted) continue
      }
      if (!live) {
        // Reading up may take long without an event; that somebody is there must show all the same.
        const head = await readHead(connection, limits.lookMs)
        if (head._tag === 'Left') return head.left
        heard()
        continue
      }
      const checked = await check(connection, wanted, limits, progress.at, until)
      if (until.aborted) break
      if (checked.is === 'lost') return checked.trouble
      heard()
      if (checked.is === 'all seen') {
        missingSince = null
        progress.at = checked.at
        if (progress.told !== progress.at && inbox.isEmpty()) {
          progress.told = progress.at
          yield { is: 'caught-up', at: progress.at }
        }
        continue
      }
      // It is on its way, or the subscription is silent without an error.
      missingSince ??= limits.monotonicMs()
      if (limits.monotonicMs() - missingSince > limits.lookMs)
        return troubleOf(new Error('a silent subscription'))
      if (inbox.isEmpty()) await wait(50)
    }
    return null
  } finally {
    inbox.close()
  }
}
