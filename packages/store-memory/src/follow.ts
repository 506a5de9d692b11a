/** The log as a feed: pulled from an index on, so catch-up and live are one loop without a seam. */
import type { FeedItem, Position, Recorded, Selection } from '@lastcall/eventlog'
import type { MemoryLog } from './log'
import { indexOf, positionAt } from './log'

const chosenBy = (what: Selection): ((event: Recorded) => boolean) => {
  if ('types' in what) {
    const types = new Set(what.types)
    return ({ type }) => types.has(type)
  }
  return ({ stream }) => what.prefixes.some((prefix) => stream.startsWith(prefix))
}

/** Resolves at the next ring or at the abort. */
const news = (log: MemoryLog, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      log.bells.delete(wake)
      until.removeEventListener('abort', wake)
      resolve()
    }
    log.bells.add(wake)
    until.addEventListener('abort', wake)
  })

/** `closed` is asked at each pull. `caught-up` comes once, and then again whenever events were handed out. */
export async function* follow(
  log: MemoryLog,
  closed: () => boolean,
  what: Selection,
  after: Position | null,
  until: AbortSignal,
): AsyncGenerator<FeedItem, void> {
  const chosen = chosenBy(what)
  let next = after === null ? 0 : indexOf(after) + 1
  let toTell = true
  while (!until.aborted) {
    if (closed()) throw new Error('the store is closed')
    const event = log.entries[next]
    if (event !== undefined) {
      next += 1
      if (event === null || !chosen(event)) continue
      toTell = true
      yield { is: 'event', event }
    } else if (toTell) {
      toTell = false
      yield { is: 'caught-up', at: next === 0 ? null : positionAt(next - 1) }
    } else {
      await news(log, until)
    }
  }
}
