/** What the resolver is told, and what it wants done. */
import type { AttemptId, IncarnationId } from '@lastcall/domain'
import type { CallEnd, CallStanding, Found } from '@lastcall/carrier'
import type { Watched } from './state'

export type ResolverInput =
  /** An open attempt to find out about. `waitMs` counts from `firstSeen`. */
  | {
      readonly is: 'watch'
      readonly call: Omit<Watched, 'askAt' | 'asking' | 'following'>
      readonly waitMs: number
    }
  /** Its incarnation yielded: left alone for `drainMs` from now on. */
  | { readonly is: 'yield seen'; readonly incarnation: IncarnationId; readonly drainMs: number }
  | { readonly is: 'placed seen'; readonly attempt: AttemptId }
  /** A terminal fact stands. */
  | { readonly is: 'closed'; readonly attempt: AttemptId }
  | { readonly is: 'answer'; readonly attempt: AttemptId; readonly found: Found }
  /**
   * `knownAt`: when the latest reading of the facts began. `only`: whose attempts may be asked for; null: everybody's,
   * which is the claimant's to do, because a living claimant follows its own calls.
   */
  | { readonly is: 'time passed'; readonly knownAt: number; readonly only: IncarnationId | null }

export type ResolverEffect =
  | { readonly is: 'find'; readonly attempt: AttemptId }
  /** What is due may stand in the log by now: it is read before the carrier is asked. */
  | { readonly is: 'read first' }
  /** Found alive: its standing is news, and its events come from now on. */
  | { readonly is: 'follow'; readonly call: Watched; readonly standing: Exclude<CallStanding, CallEnd> }
  | { readonly is: 'ended'; readonly call: Watched; readonly end: CallEnd }
  | { readonly is: 'absent'; readonly call: Watched }
  | { readonly is: 'unresolved'; readonly call: Watched; readonly why: string }
