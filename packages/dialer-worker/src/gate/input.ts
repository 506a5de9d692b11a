/** What the gate is told and asked, and what it answers. */
import type { AttemptId, CampaignEvent, Hours, OutreachId } from '@lastcall/domain'
import type { Unavailable, Unreadable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { Permit } from './state'

/** The last look: what stands in the campaign's stream behind the fold. Null: the store cannot say it in this turn. */
export type LastLook = Either<Unavailable | Unreadable, readonly CampaignEvent[]> | null

export type GateInput =
  | { readonly is: 'granted'; readonly permits: readonly Permit[] }
  /** The carrier is about to write; the answer counts in this very turn. */
  | { readonly is: 'asked'; readonly attempt: AttemptId; readonly look: LastLook; readonly hours: Hours }
  | { readonly is: 'stop seen'; readonly outreach: OutreachId }
  /** Another claimant, or a shutdown: what has not left does not leave. */
  | { readonly is: 'stand down' }
  | { readonly is: 'barred'; readonly why: string }
  /** The carrier never asked: nothing was written. */
  | { readonly is: 'not sent'; readonly attempt: AttemptId }
  | { readonly is: 'time passed' }

export type GateEffect =
  | { readonly is: 'go'; readonly permit: Permit; readonly pass: number; readonly permitAgeUs: number }
  /** Said to the carrier. `permit` is null when it had been released before. */
  | { readonly is: 'no'; readonly why: string }
  /** Certainly not originated, now or later: to be recorded as released by our own gate. */
  | { readonly is: 'release'; readonly permit: Permit }
