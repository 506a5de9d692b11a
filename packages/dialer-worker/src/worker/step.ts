/** One step of a worker: take in what happened, then do everything that is now to be done. */
import type { AttemptId } from '@lastcall/domain'
import type { Now } from '../time'
import { step as claimStep } from '../claim'
import { onCarrierEvent, withCall } from './calls'
import { onContacts } from './contacts'
import type { Env } from './env'
import { factsAppended, sendFacts } from './facts'
import type { DialerInput } from './input'
import { onOriginated } from './originate'
import { planAuthorize } from './plan/authorize'
import { planClaim, planLook, planYield } from './plan/claim'
import { planLifecycle } from './plan/lifecycle'
import { planLiveCalls } from './plan/live-calls'
import { planOverdue, planResolve, tellResolver } from './plan/resolve'
import { halt, tellGate } from './release'
import { claimRules } from './rules'
import { doubtSlot, onAppended } from './slot'
import type { Dialer } from './state'
import { owes } from './survey'
import { onTail, readTail } from './tail'
import type { Turn } from './turn'
import { andThen, still } from './turn'
import { forgetClosed, watchOthers } from './watch'

const retryReadAfterMs = 100
const askAgainAfterMs = 500
/** What only time makes due among thousands of calls is looked at this often, not in every step. */
const sweepEveryMs = 100

const onLooked = (
  env: Env,
  dialer: Dialer,
  input: Extract<DialerInput, { is: 'looked' }>,
  now: Now,
): Dialer => {
  const looked: Dialer = { ...dialer, look: { ...dialer.look, looking: false } }
  if (input.answer._tag === 'Left') {
    return {
      ...looked,
      claiming: claimStep(claimRules(env), dialer.claiming, { is: 'look failed' }, now.mono),
    }
  }
  const newest = input.answer.right._tag === 'Some' ? input.answer.right.value.revision : null
  const isNews = newest !== null && newest > (dialer.history.at ?? -1)
  const [next, debt] = owes(looked, now)
  const seen = { is: 'looked', newest, owed: debt !== 'nothing' } as const
  const claiming = claimStep(claimRules(env), next.claiming, seen, now.mono)
  return { ...next, claiming, tail: isNews ? { ...next.tail, wanted: true } : next.tail }
}

const onHealth = (dialer: Dialer, healthy: boolean, hasRoom: boolean, now: Now): Dialer =>
  dialer.carrier.healthy === healthy
    ? { ...dialer, hasRoom }
    : { ...dialer, hasRoom, carrier: { healthy, since: now.mono } }

/** The carrier did not hear, or the call is still on its way to it: asked again after a pause. */
const askAgainToEnd = (dialer: Dialer, attempt: AttemptId, now: Now): Dialer => {
  const call = dialer.calls.get(attempt)
  return call === undefined ? dialer : withCall(dialer, { ...call, askToEndAt: now.mono + askAgainAfterMs })
}

const takeIn = (env: Env, dialer: Dialer, input: DialerInput, now: Now): Turn => {
  switch (input.is) {
    case 'time passed':
      return still(dialer)
    case 'woken':
      return still({ ...dialer, tail: { ...dialer.tail, wanted: true } })
    case 'tail':
      return input.answer._tag === 'Right'
        ? onTail(env, dialer, input.answer.right, now)
        : still({
            ...dialer,
            tail: { ...dialer.tail, wanted: true, reading: false, notBefore: now.mono + retryReadAfterMs },
          })
    case 'looked':
      return still(onLooked(env, dialer, input, now))
    case 'appended':
      return onAppended(env, dialer, input.id, input.answer, now)
    case 'facts appended':
      return factsAppended(env, dialer, input.outreach, input.answer, now)
    case 'contacts':
      return still(
        onContacts(
          dialer,
          input.outreach,
          input.chunk,
          input.answer._tag === 'Right' ? input.answer.right : null,
          now,
        ),
      )
    case 'originated':
      return onOriginated(env, dialer, input.attempt, input.answer, now)
    case 'carrier event':
      return onCarrierEvent(env, dialer, input.event, now)
    case 'found':
      return tellResolver(env, dialer, { is: 'answer', attempt: input.attempt, found: input.found }, now)
    case 'hung up':
      return still(input.answer === 'asked' ? dialer : askAgainToEnd(dialer, input.attempt, now))
    case 'health':
      return still(onHealth(dialer, input.health.is === 'healthy', input.hasRoom ?? true, now))
    case 'shutdown':
      return still({ ...dialer, shutdownAt: dialer.shutdownAt ?? now.mono })
    case 'halt':
      return still(halt(env, dialer, input.why, now))
  }
}

const planTail = (dialer: Dialer, now: Now): Turn =>
  dialer.tail.wanted && !dialer.tail.reading && now.mono >= dialer.tail.notBefore
    ? readTail(dialer, now)
    : still(dialer)

/** Facts that the protocol forbids: whoever sees them must not go on. */
const failClosed = (env: Env, dialer: Dialer, now: Now): Dialer => {
  for (const { recipients } of dialer.history.outreaches.values())
    if (recipients.violation !== null) return halt(env, dialer, recipients.violation, now)
  return dialer
}

/** Bookkeeping that needs no effect: permits that ran out, calls that closed, others' calls that appeared. */
const tidy = (env: Env, dialer: Dialer, before: Dialer, now: Now): Dialer => {
  let next = doubtSlot(env, tellGate(env, dialer, { is: 'time passed' }, now), now)
  if (next.history !== before.history)
    next = watchOthers(env, forgetClosed(failClosed(env, next, now)), now.mono)
  if (now.mono < next.sweepAt) return next
  return { ...planOverdue(env, next, now), sweepAt: now.mono + sweepEveryMs }
}

/** Reading comes before claiming, and facts are sent last, when everything has been said. */
const plan = (env: Env, dialer: Dialer, before: Dialer | null, now: Now): Turn => {
  let turn = planTail(dialer, now)
  turn = andThen(turn, (d) => planLook(env, d, now))
  const mayEnd =
    dialer.calls !== before?.calls ||
    dialer.sweepAt !== before.sweepAt ||
    dialer.history.record.stops !== before.history.record.stops
  if (mayEnd) turn = andThen(turn, (d) => planLiveCalls(d, now))
  turn = andThen(turn, (d) => planResolve(env, d, now))
  turn = andThen(turn, (d) => planYield(env, d, now))
  turn = andThen(turn, (d) => planLifecycle(env, d, now))
  turn = andThen(turn, (d) => planClaim(env, d, now))
  turn = andThen(turn, (d) => planAuthorize(env, d, now))
  return andThen(turn, (d) => sendFacts(d, now))
}

export const step = (env: Env, dialer: Dialer, input: DialerInput, now: Now): Turn =>
  andThen(takeIn(env, dialer, input, now), (d) => plan(env, tidy(env, d, dialer, now), dialer, now))

/** The first step of a life: everything that is open now is first seen now. */
export const wake = (env: Env, dialer: Dialer, now: Now): Turn => {
  let next = dialer
  for (const outreach of dialer.history.record.stops.keys()) {
    next = { ...next, stopsSeen: new Map(next.stopsSeen).set(outreach, now.mono) }
    next = tellGate(env, next, { is: 'stop seen', outreach }, now)
  }
  const { violation, claim } = dialer.history.record.state
  if (violation !== null) next = halt(env, next, violation, now)
  next = watchOthers(env, next, now.mono)
  if (claim?.yielded != null) {
    const { incarnation, yielded } = claim
    next = tellResolver(env, next, { is: 'yield seen', incarnation, drainMs: yielded.drainMs }, now)[0]
  }
  return plan(env, failClosed(env, next, now), null, now)
}
