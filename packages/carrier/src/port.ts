/** The port to whoever places the call. One promise matters most: `gate` is asked in the turn of the write. */
import type { AttemptId, Ending } from '@lastcall/domain'
import type { Task } from 'fp-ts/lib/Task'

export interface OriginateRequest {
  /** Known to the carrier as the call's reference, so that a successor can ask for it. */
  readonly attempt: AttemptId
  /** E.164. Personal data: it must not reach a log, an error or a metric. */
  readonly to: string
  readonly from: string
  readonly messageSha256: string
}

/** The gate's answer, given synchronously. */
export type Permission = { readonly is: 'go' } | { readonly is: 'no' }

export type Originated =
  /** The carrier has it; what becomes of it comes through `events`. */
  | { readonly is: 'accepted' }
  /** The carrier said no; nothing rings and nothing will. */
  | { readonly is: 'refused'; readonly disposition: Ending; readonly status: string; readonly cause: string }
  /** The gate said no: nothing was written. */
  | { readonly is: 'released by the gate' }
  /** The gate was never asked: the connection is down, nothing was written. */
  | { readonly is: 'not sent'; readonly why: string }
  /** Written, and no answer. It may ring. */
  | { readonly is: 'unknown'; readonly why: string }

/** What is known of a call that a carrier still has, or has had. */
export type CallStanding =
  | { readonly is: 'queued' }
  | { readonly is: 'ringing'; readonly sinceOriginateMs: number }
  | { readonly is: 'answered'; readonly sinceOriginateMs: number }
  | CallEnd

export interface CallEnd {
  readonly is: 'ended'
  readonly disposition: Ending
  /** The carrier's own words: a SIP status, a Q.850 cause. */
  readonly status: string
  readonly cause: string
  readonly ringMs: number
  readonly talkMs: number
}

/** At least once, maybe out of order. */
export interface CarrierEvent {
  readonly attempt: AttemptId
  readonly standing: CallStanding
  /** The called person asked not to be called again. */
  readonly optOut?: 'key' | 'voice' | 'carrier'
}

export type Found =
  /** From here on its events come to this caller too. */
  | { readonly is: 'found'; readonly standing: CallStanding }
  /** There is no such call and, where `limits.absenceIsFinal`, there never will be. */
  | { readonly is: 'absent' }
  | { readonly is: 'unknown'; readonly why: string }

export interface CarrierLimits {
  readonly callsPerSecond: number
  readonly concurrentCalls: number
  readonly queuesAboveItsRate: boolean
  readonly cancelBeforeRinging: boolean
  readonly findByAttempt: boolean
  /** `absent` is a proof: an originate that is still under way will be refused. SIP and Twilio cannot say so. */
  readonly absenceIsFinal: boolean
  /** How long an originate may travel after it left the gate, milliseconds, retransmissions included. */
  readonly travelMs: number
  /** No call lasts longer than this, milliseconds from its originate to its end. */
  readonly longestCallMs: number
}

export type Health = { readonly is: 'healthy' } | { readonly is: 'unhealthy'; readonly why: string }

export type HangUp = 'if-ringing' | 'always'

export interface Carrier {
  readonly name: string
  readonly limits: CarrierLimits
  /**
   * Calls `gate` at most once, in the same synchronous turn in which the bytes leave, after everything else is
   * prepared; on `no` nothing is written. Never repeats an originate.
   */
  readonly originate: (call: OriginateRequest, gate: () => Permission) => Task<Originated>
  /** Asks for the end of a call. What became of it comes through `events`; asking again is harmless. */
  readonly hangUp: (attempt: AttemptId, how: HangUp) => Task<'asked' | 'unknown call' | 'unreachable'>
  readonly find: (attempt: AttemptId) => Task<Found>
  /** Ends when `until` is aborted; survives lost connections. */
  readonly events: (until: AbortSignal) => AsyncIterable<CarrierEvent>
  readonly health: () => Task<Health>
}
