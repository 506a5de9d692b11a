/**
 * Never dials again what may have been dialed. Waits until nothing more can leave or arrive, asks the carrier, and
 * records what it says; what nobody knows becomes unresolved.
 */
import type { CarrierLimits, Found } from '@lastcall/carrier'
import type { ResolverEffect, ResolverInput } from './input'
import type { Resolver, Watched } from './state'

type ResolverStep = readonly [Resolver, readonly ResolverEffect[]]

/** A followed call is asked for again now and then, because events may be lost. */
const askAgainMs = 5_000

const put = (resolver: Resolver, call: Watched): Resolver => new Map(resolver).set(call.attempt, call)

const drop = (resolver: Resolver, call: Watched): Resolver => {
  const rest = new Map(resolver)
  rest.delete(call.attempt)
  return rest
}

const answered = (
  limits: CarrierLimits,
  resolver: Resolver,
  call: Watched,
  found: Found,
  mono: number,
): ResolverStep => {
  const again = { ...call, asking: false, askAt: mono + askAgainMs }
  switch (found.is) {
    case 'found': {
      const { standing } = found
      if (standing.is === 'ended') return [drop(resolver, call), [{ is: 'ended', call, end: standing }]]
      return [put(resolver, { ...again, following: true, placed: true }), [{ is: 'follow', call, standing }]]
    }
    case 'absent':
      if (call.placed)
        return [drop(resolver, call), [{ is: 'unresolved', call, why: 'placed, and absent at the carrier' }]]
      return limits.absenceIsFinal
        ? [drop(resolver, call), [{ is: 'absent', call }]]
        : [
            drop(resolver, call),
            [{ is: 'unresolved', call, why: 'not found at a carrier that cannot rule it out' }],
          ]
    case 'unknown': {
      const over = mono - call.firstSeen >= limits.longestCallMs
      return call.placed && !over
        ? [put(resolver, again), []]
        : [drop(resolver, call), [{ is: 'unresolved', call, why: 'the carrier does not know' }]]
    }
  }
}

const timePassed = (
  resolver: Resolver,
  { knownAt, only }: Extract<ResolverInput, { is: 'time passed' }>,
  mono: number,
): ResolverStep => {
  const next = new Map(resolver)
  const effects: ResolverEffect[] = []
  let mustRead = false
  for (const call of resolver.values()) {
    if (call.asking || mono < call.askAt || (only !== null && call.incarnation !== only)) continue
    if (knownAt < call.askAt) mustRead = true
    else {
      next.set(call.attempt, { ...call, asking: true })
      effects.push({ is: 'find', attempt: call.attempt })
    }
  }
  if (mustRead) effects.push({ is: 'read first' })
  return effects.length === 0 ? [resolver, []] : [next, effects]
}

/** Deferred only, never brought forward: a second yield or a later look cannot shorten a wait. */
const yieldSeen = (resolver: Resolver, incarnation: string, notBefore: number): Resolver => {
  const theirs = [...resolver.values()].filter((call) => call.incarnation === incarnation)
  if (theirs.length === 0) return resolver
  const next = new Map(resolver)
  for (const call of theirs) next.set(call.attempt, { ...call, askAt: Math.max(call.askAt, notBefore) })
  return next
}

export const step = (
  limits: CarrierLimits,
  resolver: Resolver,
  input: ResolverInput,
  mono: number,
): ResolverStep => {
  switch (input.is) {
    case 'watch': {
      const { call, waitMs } = input
      if (resolver.has(call.attempt)) return [resolver, []]
      return [put(resolver, { ...call, askAt: call.firstSeen + waitMs, asking: false, following: false }), []]
    }
    case 'yield seen':
      return [yieldSeen(resolver, input.incarnation, mono + input.drainMs), []]
    case 'placed seen': {
      const call = resolver.get(input.attempt)
      return [call === undefined || call.placed ? resolver : put(resolver, { ...call, placed: true }), []]
    }
    case 'closed': {
      const call = resolver.get(input.attempt)
      return [call === undefined ? resolver : drop(resolver, call), []]
    }
    case 'answer': {
      const call = resolver.get(input.attempt)
      return call === undefined ? [resolver, []] : answered(limits, resolver, call, input.found, mono)
    }
    case 'time passed':
      return timePassed(resolver, input, mono)
  }
}
