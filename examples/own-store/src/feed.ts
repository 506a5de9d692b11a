/** The feed: one loop from any position to the newest event and on, so there is no seam to lose an event at. */
import type { EventFeed, FeedItem, Position, Recorded, Selection } from '@lastcall/eventlog'
import type { Journal } from './journal'
import { positionAt } from './journal'

const isChosen = (what: Selection, { type, stream }: Recorded): boolean =>
  'types' in what ? what.types.includes(type) : what.prefixes.some((prefix) => stream.startsWith(prefix))

/** Until the next commit, a closing, or the abort. */
const news = ({ bells }: Journal, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      bells.delete(wake)
      until.removeEventListener('abort', wake)
      resolve()
    }
    bells.add(wake)
    until.addEventListener('abort', wake)
  })

async function* follow(
  journal: Journal,
  isOpen: () => boolean,
  what: Selection,
  after: Position | null,
  until: AbortSignal,
): AsyncGenerator<FeedItem, void> {
  let next = after === null ? 0 : Number(after) + 1
  let isTold = false
  while (!until.aborted) {
    if (!isOpen()) throw new Error('the store is closed')
    const entry = journal.entries[next]
    if (entry !== undefined) {
      next += 1
      const event = entry === null ? null : (JSON.parse(entry) as Recorded)
      if (event === null || !isChosen(what, event)) continue
      isTold = false
      yield { is: 'event', event }
    } else if (!isTold) {
      // Only now: everything that was committed before this pull has been handed out.
      isTold = true
      yield { is: 'caught-up', at: next === 0 ? null : positionAt(next - 1) }
    } else {
      await news(journal, until)
    }
  }
}

export const feedOn = (journal: Journal, isOpen: () => boolean): EventFeed => ({
  follow: (what, after, until) => follow(journal, isOpen, what, after, until),
})
