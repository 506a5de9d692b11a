/** An authorization of ours stands: permits for what is still alive, and nothing is ever granted late. */
import type { CallsAuthorized } from '@lastcall/domain'
import type { EventOf } from '@lastcall/eventlog'
import type { Permit } from '../gate'
import type { Now } from '../time'
import { callOfPermit, withCall } from './calls'
import type { Env } from './env'
import type { DialerEffect } from './input'
import { tellGate } from './release'
import type { Dialer } from './state'
import type { Turn } from './turn'

type Authorization = EventOf<typeof CallsAuthorized>

const permitsOf = (event: Authorization, t0: Now): readonly Permit[] =>
  event.calls.map(([recipient, n, attempt, offsetMinutes]) => ({
    attempt,
    outreach: event.outreach,
    recipient,
    n,
    t0,
    permitMs: event.permitMs,
    offsetMinutes,
  }))

const enter = (dialer: Dialer, permits: readonly Permit[]): Dialer => {
  let next = dialer
  for (const permit of permits) next = withCall(next, callOfPermit(permit))
  return next
}

/** The append is acknowledged, or was found by its id: what is alive may be originated once. */
export const grant = (env: Env, dialer: Dialer, event: Authorization, t0: Now, now: Now): Turn => {
  const permits = permitsOf(event, t0)
  const granted = tellGate(env, enter(dialer, permits), { is: 'granted', permits }, now)
  const effects = permits.flatMap(({ attempt, outreach, recipient }): DialerEffect[] =>
    granted.gate.permits.has(attempt) ? [{ is: 'originate', attempt, outreach, recipient }] : [],
  )
  return [granted, effects]
}

/** An authorization of this incarnation for which no permit is held: given up, or seen late. */
export const disown = (env: Env, dialer: Dialer, event: Authorization, now: Now): Dialer => {
  const dead = permitsOf({ ...event, permitMs: 0 }, now).filter(({ attempt }) => !dialer.calls.has(attempt))
  return tellGate(env, enter(dialer, dead), { is: 'granted', permits: dead }, now)
}
