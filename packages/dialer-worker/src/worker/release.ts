/** What the gate gives up becomes a fact: certainly not originated. */
import type { GateEffect, GateInput } from '../gate'
import { step as gateStep } from '../gate'
import type { Now } from '../time'
import { callOfPermit, released } from './calls'
import type { Env } from './env'
import type { Dialer } from './state'

export const releaseAll = (env: Env, dialer: Dialer, effects: readonly GateEffect[], now: Now): Dialer => {
  let next = dialer
  for (const effect of effects) {
    if (effect.is !== 'release') continue
    const call = next.calls.get(effect.permit.attempt) ?? callOfPermit(effect.permit)
    next = released(env, next, call, 'own-gate', now)
  }
  return next
}

/** Tells the gate something, and records what it releases. */
export const tellGate = (env: Env, dialer: Dialer, input: GateInput, now: Now): Dialer => {
  const [gate, effects] = gateStep(dialer.gate, input, now)
  if (gate === dialer.gate) return dialer
  return releaseAll(env, { ...dialer, gate }, effects, now)
}

/** Fail closed: nothing leaves any more, for this life of the worker. */
export const halt = (env: Env, dialer: Dialer, why: string, now: Now): Dialer =>
  dialer.halted === null ? tellGate(env, { ...dialer, halted: why }, { is: 'barred', why }, now) : dialer
