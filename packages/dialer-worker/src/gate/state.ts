/** What the gate holds: permits, each for one originate, and what bars the way. */
import type { AttemptId, OutreachId } from '@lastcall/domain'
import type { Now } from '../time'

export interface Permit {
  readonly attempt: AttemptId
  readonly outreach: OutreachId
  readonly recipient: number
  readonly n: number
  /** Before the first attempt of the append that granted it; a retry never renews it. */
  readonly t0: Now
  readonly permitMs: number
  readonly offsetMinutes: number
}

export interface Gate {
  readonly permits: ReadonlyMap<AttemptId, Permit>
  /** Outreaches whose stop, or whose campaign's deletion, has been seen. Nothing leaves for them ever again. */
  readonly stopped: ReadonlySet<OutreachId>
  /** Why nothing at all may leave; null: nothing bars it. */
  readonly barred: string | null
  /** How often the gate said go, in this incarnation. */
  readonly passes: number
}

export const closedGate: Gate = { permits: new Map(), stopped: new Set(), barred: null, passes: 0 }
