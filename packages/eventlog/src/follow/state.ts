/** Where a consumer of the feed stands. Its state `S` is folded page by page and has moved to `at`. */
import type { Position } from '../brand'
import type { Unreadable } from '../codec'

export interface Consumed<S> {
  readonly state: S
  /** The position of the last event folded, or further where the feed told so. Null: nothing yet. */
  readonly at: Position | null
  readonly skipped: number
}

export type Follow<S> =
  | { readonly is: 'catching up'; readonly consumed: Consumed<S> }
  | { readonly is: 'live'; readonly consumed: Consumed<S> }
  /** The subscription is gone; the next one starts after `consumed.at`. */
  | { readonly is: 'lost'; readonly consumed: Consumed<S>; readonly times: number }
  /** An event that must not be skipped could not be read. Nothing goes on from here without a newer program. */
  | { readonly is: 'halted'; readonly consumed: Consumed<S>; readonly because: Unreadable }
