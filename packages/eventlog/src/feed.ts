/** The port to the log as a whole: follow events of chosen types or streams, from any position on. */
import type { Position } from './brand'
import type { Recorded } from './event'

/** What to follow: events by type, or streams by the beginning of their names. */
export type Selection = { readonly types: readonly string[] } | { readonly prefixes: readonly string[] }

export type FeedItem =
  | { readonly is: 'event'; readonly event: Recorded }
  /** Everything committed before this moment has been handed out; `at` is how far the log was read. */
  | { readonly is: 'caught-up'; readonly at: Position | null }

/**
 * Pulled, so back-pressure costs nothing. Events come in log order, without gap or repeat, across catch-up and
 * live. The iteration ends when `until` is aborted; it throws when the store is lost.
 */
export interface EventFeed {
  readonly follow: (what: Selection, after: Position | null, until: AbortSignal) => AsyncIterable<FeedItem>
}
