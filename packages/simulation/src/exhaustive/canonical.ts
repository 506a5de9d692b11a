/** A node as its fingerprint: equal for two nodes from which the same can follow. */
import type { Recorded } from '@lastcall/eventlog'
import { agesOf, mostOf } from './ages'
import type { Ink, Page } from './ink'
import { emptyPage } from './ink'
import type { Small, SmallLife } from './small'
import { clocksOf, facts, tickMs } from './small'
import { eventOf, factOf, firstUnread, unreadOf } from './unread'
import { writeDialer } from './write-dialer'
import type { Heads } from './write-event'
import { writeEvent, writeFact } from './write-event'
import { order, writeMessage } from './write-message'

const page: Page = emptyPage()

const closings = ['ended', 'own-gate', 'carrier-absent', 'unresolved']

/** What the observer holds against later steps: who may still leave, who left, who arrived, and how it ended. */
const writeGhosts = (ink: Ink, small: Small): void => {
  const { observer, instance } = small
  const { age } = agesOf({ driftPpm: 0 }, small.now / 1_000)
  const most = mostOf(instance)
  for (const [id] of small.observer.grants) ink.id(id)
  for (const grant of observer.grants.values()) {
    const { attempt } = grant
    const isOpen = [...observer.open.values()].includes(grant)
    const marks = [
      isOpen,
      observer.left.has(attempt),
      observer.taken.has(attempt),
      observer.ringing.has(attempt),
    ]
    ink.id(grant.incarnation)
    ink.put(grant.recipient)
    ink.put(grant.n)
    ink.put(marks.reduce((bits, mark) => bits * 2 + (mark ? 1 : 0), 0))
    ink.put(closings.indexOf(observer.closed.get(attempt) ?? ''))
    ink.put(observer.left.has(attempt) ? 0 : age(grant.sentAt / 1_000, most.permit))
    const call = small.calls.get(attempt)
    if (call === undefined) ink.put(-1)
    else {
      ink.put(['up', 'ended', 'never'].indexOf(call.standing))
      if (call.standing === 'up') ink.put(age(call.since * tickMs, instance.lengths.longestCall))
      ink.put(call.lines.length)
      for (const line of call.lines) ink.id(`line ${line}`)
    }
  }
  for (const { us } of observer.stopped.values())
    ink.put(age(us / 1_000, most.permit + instance.lengths.travel))
  ink.put(observer.stopped.size * 9 + observer.quiet.size * 3 + observer.completed.size)
  for (const [incarnation, { until, by }] of observer.drains) {
    if (until <= small.now) continue
    ink.id(incarnation)
    ink.put(Math.ceil((until - small.now) / (tickMs * 1_000)))
    for (const life of by) ink.id(life)
  }
}

/** How long the campaign's stream has stood still: a takeover is held against it. */
const silenceOf = ({ observer, instance, now }: Small): number =>
  agesOf({ driftPpm: 0 }, now / 1_000).age(observer.spokenAt / 1_000, mostOf(instance).silence)

const writeLog = (
  ink: Ink,
  small: Small,
  heads: Heads,
  unread: readonly Recorded[],
  firstFact: number,
): void => {
  const { state } = small
  ink.id(state.claim?.incarnation ?? '')
  ink.put(silenceOf(small))
  ink.flag(state.claim?.yielded != null)
  ink.flag(state.deleted !== null)
  for (const { phase, stop } of state.outreaches.values()) {
    ink.put(['scheduled', 'in progress', 'completed', 'stopped'].indexOf(phase))
    ink.put(stop === null ? 0 : stop.quiesced ? 2 : 1)
  }
  for (const recorded of unread) {
    ink.id(recorded.id)
    writeEvent(ink, heads, eventOf(recorded))
  }
  ink.put(-1)
  if (firstFact === Infinity) return
  for (const recorded of small.store.read(facts, firstFact)) writeFact(ink, factOf(recorded))
}

const writeLife = (ink: Ink, small: Small, heads: Heads, life: SmallLife): void => {
  const marks = [life.alive, life.frozen, life.asleep, life.tickDue, life.newsDue, life.carrierHealthy]
  ink.put(marks.reduce((bits, mark) => bits * 2 + (mark ? 1 : 0), 0))
  if (!life.alive || life.dialer === null) return
  ink.id(life.incarnation)
  ink.id(`line ${life.number}`)
  const now = clocksOf(small.tick, life)
  const most = mostOf(small.instance)
  writeDialer(ink, agesOf(life, now.mono), agesOf(life, now.wall), most, heads, life.dialer)
}

const write = (ink: Ink, small: Small): void => {
  const first = firstUnread(small)
  const [unread, distance] = unreadOf(small, first.own)
  const heads: Heads = { own: distance, facts: small.store.read(facts, 0).length - 1 }
  for (const of of Object.values(small.left) as number[]) ink.put(of)
  for (const life of small.processes) ink.id(life.incarnation)
  writeGhosts(ink, small)
  writeLog(ink, small, heads, unread, first.facts)
  for (const life of small.processes) writeLife(ink, small, heads, life)
  const messages = [...small.messages].sort((a, b) => order(a) - order(b))
  ink.put(messages.length)
  for (const message of messages) writeMessage(ink, small, heads, message)
}

export const printOf = (small: Small): readonly [number, number] => {
  page.clear()
  write(page, small)
  return page.print()
}
