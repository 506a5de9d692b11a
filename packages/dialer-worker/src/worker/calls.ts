/** From what the carrier says to facts: each stage of a call is said once, and forward only. */
import type { CallEnd, CallStanding, CarrierEvent } from '@lastcall/carrier'
import {
  CallAnswered,
  CallEnded,
  CallPlaced,
  CallReleased,
  CallRinging,
  CallUnresolved,
  OptOutRequested,
  timestamp,
} from '@lastcall/domain'
import type { EventOf } from '@lastcall/eventlog'
import type { GateEffect, Permit } from '../gate'
import type { Now } from '../time'
import { put } from './buckets'
import type { Env } from './env'
import { factOf, say } from './facts'
import type { Dialer, LiveCall } from './state'
import type { Turn } from './turn'
import { still } from './turn'

const order: readonly LiveCall['stage'][] = [
  'permitted',
  'placed',
  'ringing',
  'answered',
  'unresolved',
  'closing',
]
const isBefore = (a: LiveCall['stage'], b: LiveCall['stage']): boolean => order.indexOf(a) < order.indexOf(b)

export const withCall = (dialer: Dialer, call: LiveCall): Dialer => ({
  ...dialer,
  calls: put(dialer.calls, call.attempt, call),
})

const whole = (ms: number): number => Math.max(0, Math.round(ms))

export const ended = (
  env: Env,
  dialer: Dialer,
  call: LiveCall,
  end: Omit<CallEnd, 'is'>,
  now: Now,
): Dialer => {
  if (call.stage === 'closing') return dialer
  const { disposition, status, cause, ringMs, talkMs } = end
  const which = factOf(env, call, timestamp(now.wall))
  const fact = CallEnded({
    ...which,
    disposition,
    status,
    cause,
    ringMs: whole(ringMs),
    talkMs: whole(talkMs),
  })
  return say(env, withCall(dialer, { ...call, stage: 'closing' }), call.outreach, fact, now)
}

/** The call stays known: if its end is told after all, CallEnded replaces this. */
export const unresolved = (env: Env, dialer: Dialer, call: LiveCall, why: string, now: Now): Dialer => {
  if (!isBefore(call.stage, 'unresolved')) return dialer
  const fact = CallUnresolved({ ...factOf(env, call, timestamp(now.wall)), why })
  return say(env, withCall(dialer, { ...call, stage: 'unresolved' }), call.outreach, fact, now)
}

export const released = (
  env: Env,
  dialer: Dialer,
  call: LiveCall,
  proof: EventOf<typeof CallReleased>['proof'],
  now: Now,
): Dialer => {
  if (call.stage === 'closing') return dialer
  const fact = CallReleased({ ...factOf(env, call, timestamp(now.wall)), proof })
  return say(env, withCall(dialer, { ...call, stage: 'closing' }), call.outreach, fact, now)
}

export const progress = (
  env: Env,
  dialer: Dialer,
  call: LiveCall,
  standing: CallStanding,
  now: Now,
): Dialer => {
  if (standing.is === 'queued') return dialer
  if (standing.is === 'ended') return ended(env, dialer, call, standing, now)
  if (!isBefore(call.stage, standing.is)) return dialer
  const fact = (standing.is === 'ringing' ? CallRinging : CallAnswered)({
    ...factOf(env, call, timestamp(now.wall)),
    sinceOriginateMs: whole(standing.sinceOriginateMs),
  })
  return say(env, withCall(dialer, { ...call, stage: standing.is }), call.outreach, fact, now)
}

/** An opt-out counts whenever it comes, also behind the end of its call, and as often as it is told. */
export const onCarrierEvent = (env: Env, dialer: Dialer, event: CarrierEvent, now: Now): Turn => {
  const call = dialer.calls.get(event.attempt)
  if (call === undefined) return still(dialer)
  const moved = progress(env, dialer, call, event.standing, now)
  if (event.optOut === undefined) return still(moved)
  const fact = OptOutRequested({ ...factOf(env, call, timestamp(now.wall)), via: event.optOut })
  return still(say(env, moved, call.outreach, fact, now))
}

/** The gate let it go: said at once, before the carrier answers anything. */
export const placed = (env: Env, dialer: Dialer, go: Extract<GateEffect, { is: 'go' }>, now: Now): Dialer => {
  const { permit, pass, permitAgeUs } = go
  const { attempt, outreach, recipient, n, t0 } = permit
  const call: LiveCall = {
    attempt,
    outreach,
    recipient,
    n,
    stage: 'placed',
    since: t0.mono,
    askToEndAt: 0,
  }
  const fact = CallPlaced({ ...factOf(env, call, timestamp(now.wall)), pass, permitAgeUs })
  return say(env, withCall(dialer, call), outreach, fact, now)
}

export const callOfPermit = (permit: Permit): LiveCall => ({
  attempt: permit.attempt,
  outreach: permit.outreach,
  recipient: permit.recipient,
  n: permit.n,
  stage: 'permitted',
  since: permit.t0.mono,
  askToEndAt: 0,
})
