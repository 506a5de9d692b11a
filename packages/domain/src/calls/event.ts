/** Facts about calls, in the stream `calls-<outreach>`. They carry (recipient, n), so their order does not matter. */
import type { EventOf } from '@lastcall/eventlog'
import { event, family } from '@lastcall/eventlog'
import * as t from 'io-ts'
import { AttemptId, IncarnationId } from '../ids'
import { N, Timestamp, Whole } from '../values'
import { Ending } from './disposition'

/** Which call, and which incarnation of a worker says so. */
const call = { at: Timestamp, recipient: Whole, n: N, attempt: AttemptId, incarnation: IncarnationId }

/**
 * The originate left the gate. `pass`: counter of this incarnation's gate, from 1 without gaps. `permitAgeUs`: how
 * old the permit was then, microseconds, the larger of monotonic and wall time elapsed.
 */
export const CallPlaced = event('CallPlaced', { ...call, pass: Whole, permitAgeUs: Whole })

/** `sinceOriginateMs`: as the carrier measured it. */
export const CallRinging = event('CallRinging', { ...call, sinceOriginateMs: Whole })
export const CallAnswered = event('CallAnswered', { ...call, sinceOriginateMs: Whole })

/** `status` and `cause` are the carrier's own words (a SIP status, a Q.850 cause). */
export const CallEnded = event('CallEnded', {
  ...call,
  disposition: Ending,
  status: t.string,
  cause: t.string,
  ringMs: Whole,
  talkMs: Whole,
})

/** `own-gate`: our gate said no. `carrier-absent`: the carrier proves it has no such call and never will. */
export const ReleaseProof = t.union([t.literal('own-gate'), t.literal('carrier-absent')])
export const CallReleased = event('CallReleased', { ...call, proof: ReleaseProof })

/** `why`: not found at the carrier, or not ended within the longest call time. */
export const CallUnresolved = event('CallUnresolved', { ...call, why: t.string })

/** The called person asked not to be called again. `via`: key, voice, carrier. */
export const OptOutRequested = event('OptOutRequested', { ...call, via: t.string })

export const callsCodec = family([
  CallPlaced,
  CallRinging,
  CallAnswered,
  CallEnded,
  CallReleased,
  CallUnresolved,
  OptOutRequested,
])

export type CallFact =
  | EventOf<typeof CallPlaced>
  | EventOf<typeof CallRinging>
  | EventOf<typeof CallAnswered>
  | EventOf<typeof CallEnded>
  | EventOf<typeof CallReleased>
  | EventOf<typeof CallUnresolved>
  | EventOf<typeof OptOutRequested>
