/** Everything that one seed decides before its run begins: the world's manners, and the list of faults. */
import type { CarrierLimits } from '@lastcall/carrier'
import type { Timing } from '@lastcall/dialer-worker'
import type { Retry } from '@lastcall/domain'
import type { Fault } from './fault'

/** Whether a carrier can be asked for a call, and what its `absent` is worth. */
export type CarrierKind = 'vouches for absence' | 'absence is no proof' | 'cannot be asked'

export interface Plan {
  readonly seed: number
  readonly mix: string
  readonly workers: number
  /** Recipients of each outreach that is there from the start. */
  readonly recipients: readonly number[]
  /** Outreach k + 1 is due this much after the beginning. */
  readonly startsAfterMs: readonly number[]
  /** The same index in two outreaches is the same number. */
  readonly sharedNumbers: boolean
  readonly timing: Timing
  /** How long each worker's permits live: fleets are not configured all at once. */
  readonly permitsMs: readonly number[]
  readonly carrier: CarrierKind
  readonly limits: CarrierLimits
  /** Originates travel almost as long as the carrier says they may. */
  readonly longWay: boolean
  /** How long the network remembers calls that have ended. */
  readonly remembersMs: number
  readonly retry: Retry
  readonly channels: number
  readonly callsPerSecond: number
  /** The store can answer in the turn of the write. */
  readonly lastLook: boolean
  /** Timers come this much late at most. */
  readonly tickMs: number
  /** One way to the store and back, microseconds: from the least to the most. */
  readonly latencyUs: readonly [number, number]
  /** How much faster each life's clocks run, parts per million; two clocks differ by less than 1 %. */
  readonly driftPpm: number
  /** How long an administrator waits for somebody else to say that it is quiet. */
  readonly patienceMs: number
  /** After this everything is well again. */
  readonly calmAtMs: number
  readonly faults: readonly Fault[]
}
