/** What a feed tells its consumer, and what the consumer asks for. */
import type { Position } from '../brand'
import type { Unreadable } from '../codec'
import type { Recorded } from '../event'

export type FollowInput =
  | { readonly is: 'page'; readonly events: readonly Recorded[] }
  | { readonly is: 'caught up'; readonly at: Position | null }
  | { readonly is: 'lost'; readonly why: string }

export type FollowEffect =
  /** Subscribe again after `after`, not before `inMs` milliseconds. */
  | { readonly is: 'subscribe'; readonly after: Position | null; readonly inMs: number }
  /** The state is as new as the log was when the feed said so. */
  | { readonly is: 'tell caught up' }
  | { readonly is: 'tell halted'; readonly because: Unreadable }
