/** Takes in what stands in the streams: facts first, the campaign's own events last, and reacts to what is new. */
import type { CallFact, CampaignEvent, OutreachId } from '@lastcall/domain'
import { campaignCodec } from '@lastcall/domain'
import type { Recorded, Revision } from '@lastcall/eventlog'
import { after, describeUnreadable } from '@lastcall/eventlog'
import { evolveHistory, foldCallsPage } from '@lastcall/history'
import { isClaimant, step as claimStep } from '../claim'
import { step as resolverStep } from '../resolver'
import type { Now } from '../time'
import type { Env } from './env'
import { disown, grant } from './grant'
import type { DialerEffect, Tail } from './input'
import { halt, tellGate } from './release'
import { claimRules } from './rules'
import type { Dialer } from './state'
import { reconsider } from './survey'
import type { Turn } from './turn'
import { andThen, each, still } from './turn'
import { watchOthers } from './watch'

const aboutWhom = ({ type, data }: Recorded) => ({ type, ...(data as Pick<CallFact, 'recipient'>) })

const onCalls = (
  env: Env,
  dialer: Dialer,
  outreach: OutreachId,
  page: readonly Recorded[],
  now: Now,
): Turn => {
  const folded = foldCallsPage(dialer.history, outreach, page)
  return still(
    folded._tag === 'Left'
      ? halt(env, dialer, describeUnreadable(folded.left), now)
      : reconsider({ ...dialer, history: folded.right }, outreach, page.map(aboutWhom)),
  )
}

/** Stops that the event brought: permits of those outreaches die in this very step. */
const onStops = (env: Env, before: Dialer, dialer: Dialer, now: Now): Dialer => {
  const { stops } = dialer.history.record
  if (stops === before.history.record.stops) return dialer
  let next = dialer
  for (const outreach of stops.keys()) {
    if (next.stopsSeen.has(outreach)) continue
    next = { ...next, stopsSeen: new Map(next.stopsSeen).set(outreach, now.mono) }
    next = tellGate(env, next, { is: 'stop seen', outreach }, now)
  }
  return next
}

/** Whoever was the claimant and is not any more lets go of what has not left. */
const onClaims = (env: Env, before: Dialer, dialer: Dialer, now: Now): Dialer => {
  const was = isClaimant(before.history.record.state.claim, env.incarnation)
  const is = isClaimant(dialer.history.record.state.claim, env.incarnation)
  return was && !is ? tellGate(env, dialer, { is: 'stand down' }, now) : dialer
}

/** Left alone for `drainMs`: also the calls that are first seen in the same reading as the yield. */
const onYield = (env: Env, dialer: Dialer, event: CampaignEvent, now: Now): Dialer => {
  if (event.type !== 'DialingYielded' || event.incarnation === env.incarnation) return dialer
  const { incarnation, drainMs } = event
  const yielded = { is: 'yield seen', incarnation, drainMs } as const
  const watching = watchOthers(env, dialer, now.mono)
  const [resolver] = resolverStep(env.limits, watching.resolver, yielded, now.mono)
  return { ...watching, resolver }
}

/** One event of the campaign's stream, folded and reacted to. Own grants are granted by whoever knows their t0. */
export const absorb = (env: Env, before: Dialer, event: CampaignEvent, at: Revision, now: Now): Dialer => {
  let next: Dialer = { ...before, history: evolveHistory(before.history, event, at) }
  const { violation } = next.history.record.state
  if (violation !== null) next = halt(env, next, violation, now)
  next = onYield(env, next, event, now)
  next = onClaims(env, before, next, now)
  return onStops(env, before, next, now)
}

/** An append of ours stands in the stream, by its answer or found by its id: whoever listens has heard us. */
export const spoke = (env: Env, dialer: Dialer, begun: Now): Dialer => {
  const said = { is: 'spoke', begunAt: begun.mono } as const
  return { ...dialer, claiming: claimStep(claimRules(env), dialer.claiming, said, begun.mono) }
}

/** An own authorization is recognised by its event's id and by nothing else. */
const onRecorded = (env: Env, dialer: Dialer, recorded: Recorded, now: Now): Turn => {
  const { at } = dialer.history
  if (dialer.halted !== null || (at !== null && recorded.revision <= at)) return still(dialer)
  const decoded = campaignCodec.decode(recorded)
  if (decoded._tag === 'Left') return still(halt(env, dialer, describeUnreadable(decoded.left), now))
  const event = decoded.right
  const { slot } = dialer
  const isAwaited = slot?.id === recorded.id
  const free = isAwaited ? { ...spoke(env, dialer, slot.begun), slot: null } : dialer
  const next = absorb(env, free, event, recorded.revision, now)
  if (event.type !== 'CallsAuthorized' || event.incarnation !== env.incarnation) return still(next)
  return isAwaited ? grant(env, next, event, slot.begun, now) : still(disown(env, next, event, now))
}

/**
 * An append that was asked for by reading and is not there is given up; it may still come, and is disowned then. Only
 * a reading that began after the doubt can tell: an earlier one may have passed before the append arrived.
 */
const giveUp = (dialer: Dialer): Dialer => (dialer.slot?.asked === true ? { ...dialer, slot: null } : dialer)

export const onTail = (env: Env, dialer: Dialer, tail: Tail, now: Now): Turn => {
  const facts = each(
    { ...dialer, tail: { ...dialer.tail, reading: false, knownAt: dialer.tail.begunAt } },
    tail.calls,
    (d, [outreach, page]) => onCalls(env, d, outreach, page, now),
  )
  const folded = andThen(facts, (d) =>
    each(d, tail.campaign, (x, recorded) => onRecorded(env, x, recorded, now)),
  )
  return andThen(folded, (d) => still(giveUp(d)))
}

/** The one effect that brings the history up to date: every outreach's facts, then the campaign's own stream. */
export const readTail = (dialer: Dialer, now: Now): Turn => {
  const calls = [...dialer.history.outreaches].map(([id, { callsAt }]) => [id, after(callsAt)] as const)
  const effect: DialerEffect = { is: 'read tail', calls, campaign: after(dialer.history.at) }
  const slot = dialer.slot === null ? null : { ...dialer.slot, asked: dialer.slot.unanswered }
  return [
    { ...dialer, slot, tail: { ...dialer.tail, wanted: false, reading: true, begunAt: now.mono } },
    [effect],
  ]
}

/** Folded to the head, as far as this worker has heard. */
export const isAtHead = (dialer: Dialer): boolean => !dialer.tail.wanted && !dialer.tail.reading
