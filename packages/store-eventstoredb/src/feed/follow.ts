/** Follows the log over as many subscriptions as it takes: each begins behind the last event that was handed out. */
import type { EventFeed, FeedItem, Position, Selection } from '@lastcall/eventlog'
import type { Connection } from '../connection/connection'
import { whyOf } from '../failure'
import { placeOf } from '../position'
import type { Limits } from '../settings/options'
import { bell } from '../waiting'
import { goneFrom } from './gone'
import type { Following, Progress } from './session'
import { session } from './session'
import { wantedBy } from './wanted'

const firstBackOffMs = 50
const longestBackOffMs = 2_000

/** The first time and after news: at once, for 23.10 drops slow readers by design. Again and again: longer each time. */
const backOffMs = (times: number): number =>
  times === 0 ? 0 : Math.min(firstBackOffMs * 2 ** (times - 1), longestBackOffMs)

async function* follow(
  connection: Connection,
  limits: Limits,
  what: Selection,
  after: Position | null,
  until: AbortSignal,
  closed: AbortSignal,
): AsyncGenerator<FeedItem, void> {
  const { monotonicMs, lostAfterMs, notice } = limits
  // Before anything is asked: a position of another store is a defect.
  if (after !== null) placeOf(after)
  const following: Following = {
    connection,
    limits,
    wanted: wantedBy(what),
    isGone: goneFrom(connection, limits),
    until: AbortSignal.any([until, closed]),
  }
  const { wait } = bell(following.until)
  const progress: Progress = { at: after, told: undefined, heardAt: monotonicMs() }
  for (let times = -1; !until.aborted;) {
    if (closed.aborted) throw new Error('the store is closed')
    const [client, from] = [connection.client(), progress.at]
    const lost = yield* session(following, progress)
    if (lost === null) continue
    if (lost.type === 'access-denied') throw new Error(`the store refuses: ${whyOf(lost)}`)
    if (monotonicMs() - progress.heardAt > lostAfterMs) throw new Error(`the store is lost: ${whyOf(lost)}`)
    times = progress.at === from ? times + 1 : 0
    // The client never looks for another node by itself after an answer that it does not understand.
    if (times > 1) connection.told(client, lost.type === 'unknown' ? 'unknown' : 'answered')
    const againInMs = backOffMs(times)
    notice({ is: 'subscription lost', why: whyOf(lost), againInMs })
    if (againInMs > 0) await wait(againInMs)
  }
}

/** `closed`: aborted when the store closes; followers throw then. */
export const feedOn = (connection: Connection, limits: Limits, closed: AbortSignal): EventFeed => ({
  follow: (what, after, until) => follow(connection, limits, what, after, until, closed),
})
