/** What an observer has seen of a claimant's silence, and when this incarnation itself last spoke. */
import type { Revision } from '@lastcall/eventlog'

/** An unbroken series of successful looks that all showed the same newest event. */
export interface Silence {
  readonly newest: Revision | null
  readonly since: number
  readonly lastLook: number
}

export interface Claiming {
  readonly silence: Silence | null
  /** Monotonic time before the append of the newest event of ours that was acknowledged; null: none was. */
  readonly spokeAt: number | null
}

export const attentive: Claiming = { silence: null, spokeAt: null }
