/** Keeps the resolver in step with the history: every open attempt that nobody here follows is watched. */
import type { AttemptId, IncarnationId, OutreachId } from '@lastcall/domain'
import { isOpen, situation, situationAt } from '@lastcall/domain'
import { step as resolverStep } from '../resolver'
import { driftFactor } from '../time'
import { without } from './buckets'
import type { Env } from './env'
import type { Dialer, LiveCall } from './state'

type Unknown = Pick<LiveCall, 'attempt' | 'outreach' | 'recipient' | 'n' | 'since'> & {
  readonly incarnation: IncarnationId
  readonly placed: boolean
}

/** Waits until no permit of it can be alive and no originate of it under way. */
export const watch = (env: Env, dialer: Dialer, call: Unknown, permitMs: number): Dialer => {
  const { since, ...which } = call
  const waitMs = permitMs * driftFactor + env.limits.travelMs
  const watched = { is: 'watch', call: { ...which, firstSeen: since }, waitMs } as const
  const [resolver] = resolverStep(env.limits, dialer.resolver, watched, since)
  return resolver === dialer.resolver ? dialer : { ...dialer, resolver }
}

/** A CallPlaced, or a later sign of it, stands for the open attempt of this recipient. */
export const isPlaced = (dialer: Dialer, outreach: OutreachId, recipient: number): boolean => {
  const code = dialer.history.outreaches.get(outreach)?.recipients.codes[recipient] ?? 0
  return isOpen(code) && situationAt(situation(code)).stage !== 'idle'
}

const stillOpen = (dialer: Dialer, outreach: OutreachId, recipient: number, attempt: AttemptId): boolean =>
  dialer.history.outreaches.get(outreach)?.recipients.open.get(recipient)?.attempt === attempt

const tell = (env: Env, dialer: Dialer, input: Parameters<typeof resolverStep>[2], mono: number): Dialer => {
  const [resolver] = resolverStep(env.limits, dialer.resolver, input, mono)
  return resolver === dialer.resolver ? dialer : { ...dialer, resolver }
}

/** Others' open attempts, newly seen, are watched from now on; closed ones are forgotten. */
export const watchOthers = (env: Env, dialer: Dialer, mono: number): Dialer => {
  let next = dialer
  for (const { attempt, outreach, recipient } of dialer.resolver.values()) {
    if (!stillOpen(next, outreach, recipient, attempt))
      next = tell(env, next, { is: 'closed', attempt }, mono)
    else if (isPlaced(next, outreach, recipient)) next = tell(env, next, { is: 'placed seen', attempt }, mono)
  }
  for (const [outreach, { recipients }] of dialer.history.outreaches) {
    for (const open of recipients.open.values()) {
      if (open.incarnation === env.incarnation || next.calls.has(open.attempt)) continue
      const placed = isPlaced(next, outreach, open.recipient)
      next = watch(env, next, { ...open, outreach, placed, since: mono }, open.permitMs)
    }
  }
  return next
}

/** Calls whose end stands in the history are forgotten. */
export const forgetClosed = (dialer: Dialer): Dialer => {
  const closed = [...dialer.calls.values()].filter(
    (call) => call.stage === 'closing' && !stillOpen(dialer, call.outreach, call.recipient, call.attempt),
  )
  if (closed.length === 0) return dialer
  let { calls } = dialer
  for (const { attempt } of closed) calls = without(calls, attempt)
  return { ...dialer, calls }
}
