/** What a worker is told once: who it is, how long things may take, and where new ids come from. */
import type { CarrierLimits } from '@lastcall/carrier'
import type { IncarnationId } from '@lastcall/domain'
import type { PacingLimits } from '../pacing'

/** All in milliseconds but `maxBatch`. */
export interface Timing {
  /** How long a permit lives, from before the first attempt of its append. */
  readonly permitMs: number
  /** The longest silence of a claimant that owes something. */
  readonly silentForMs: number
  /** How much longer than that an observer waits before it claims; also how long a carrier may be unhealthy. */
  readonly takeoverMs: number
  /** How long a worker that yields follows its own calls. */
  readonly drainMs: number
  readonly lookEveryMs: number
  /** After this long without an answer an append is asked for by reading. */
  readonly giveUpMs: number
  /** Facts are gathered for this long into one append. */
  readonly gatherMs: number
  /** Calls in one authorization. */
  readonly maxBatch: number
}

export const defaultTiming: Timing = {
  permitMs: 1_000,
  silentForMs: 5_000,
  takeoverMs: 5_000,
  drainMs: 30_000,
  lookEveryMs: 1_000,
  giveUpMs: 300,
  gatherMs: 5,
  maxBatch: 8,
}

export interface Env {
  readonly worker: string
  readonly incarnation: IncarnationId
  readonly carrier: string
  readonly limits: CarrierLimits
  /** This worker's share of the trunk, as configured. */
  readonly share: PacingLimits
  readonly timing: Timing
  /** 32 hex digits, random. The one thing that a step takes from outside. */
  readonly newId: () => string
}
