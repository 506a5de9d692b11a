/** Carries out what the resolver found: facts about calls of other lives, and about own ones without an answer. */
import { isClaimant } from '../../claim'
import type { ResolverEffect, ResolverInput } from '../../resolver'
import { step as resolverStep } from '../../resolver'
import type { Watched } from '../../resolver'
import type { Now } from '../../time'
import { without } from '../buckets'
import { ended, progress, released, unresolved, withCall } from '../calls'
import type { Env } from '../env'
import type { DialerEffect } from '../input'
import type { Dialer, LiveCall } from '../state'
import type { Turn } from '../turn'
import { still } from '../turn'
import { watch } from '../watch'

const asCall = (dialer: Dialer, watched: Watched): LiveCall =>
  dialer.calls.get(watched.attempt) ?? {
    attempt: watched.attempt,
    outreach: watched.outreach,
    recipient: watched.recipient,
    n: watched.n,
    stage: 'placed',
    since: watched.firstSeen,
    askToEndAt: 0,
  }

type Finding = Exclude<ResolverEffect, { is: 'find' }>

const carryOut = (env: Env, dialer: Dialer, effect: Finding, now: Now): Dialer => {
  if (effect.is === 'read first') return { ...dialer, tail: { ...dialer.tail, wanted: true } }
  const call = asCall(dialer, effect.call)
  switch (effect.is) {
    case 'follow':
      return progress(env, withCall(dialer, call), call, effect.standing, now)
    case 'ended':
      return ended(env, dialer, call, effect.end, now)
    case 'absent':
      return released(env, dialer, call, 'carrier-absent', now)
    case 'unresolved':
      return unresolved(env, dialer, call, effect.why, now)
  }
}

export const tellResolver = (env: Env, dialer: Dialer, input: ResolverInput, now: Now): Turn => {
  const [resolver, effects] = resolverStep(env.limits, dialer.resolver, input, now.mono)
  if (resolver === dialer.resolver) return still(dialer)
  let next: Dialer = { ...dialer, resolver }
  const wants: DialerEffect[] = []
  for (const effect of effects) {
    if (effect.is === 'find') wants.push(effect)
    else next = carryOut(env, next, effect, now)
  }
  return [next, wants]
}

/** The claimant asks for everybody's open attempts; whoever is not the claimant asks for its own alone. */
export const planResolve = (env: Env, dialer: Dialer, now: Now): Turn => {
  if (dialer.resolver.size === 0) return still(dialer)
  const dials = isClaimant(dialer.history.record.state.claim, env.incarnation)
  const only = dials ? null : env.incarnation
  return tellResolver(env, dialer, { is: 'time passed', knownAt: dialer.tail.knownAt, only }, now)
}

/** From t0 to the latest end: it may have left at the end of its permit, and have travelled as long as it may. */
const latestEndMs = ({ limits, timing }: Env): number =>
  timing.permitMs + limits.travelMs + limits.longestCallMs

/**
 * Own calls that have lasted longer than any call can: their end was lost on the way. An unresolved one is kept as
 * long again, should its end be told after all.
 */
export const planOverdue = (env: Env, dialer: Dialer, now: Now): Dialer => {
  let next = dialer
  for (const call of dialer.calls.values()) {
    if (call.stage === 'unresolved' && now.mono - call.since >= 2 * env.limits.longestCallMs)
      next = { ...next, calls: without(next.calls, call.attempt) }
    const isUp = call.stage === 'placed' || call.stage === 'ringing' || call.stage === 'answered'
    if (!isUp || now.mono - call.since < latestEndMs(env) || dialer.resolver.has(call.attempt)) continue
    next = watch(env, next, { ...call, incarnation: env.incarnation, placed: true }, 0)
  }
  return next
}
