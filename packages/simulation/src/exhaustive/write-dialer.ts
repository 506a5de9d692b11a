/** A worker's machine written down: whatever a later step of it reads, and nothing else. */
import { dialer as machine } from '@lastcall/dialer-worker'
import type { Dialer } from '../world/machine'
import type { Ages, Most } from './ages'
import { never } from './ages'
import type { Ink } from './ink'
import type { Heads } from './write-event'
import { writeEvent, writeFact } from './write-event'

const stages = ['permitted', 'placed', 'ringing', 'answered', 'unresolved', 'closing']
const phases = ['scheduled', 'in progress', 'completed', 'stopped']

const writeHistory = (ink: Ink, heads: Heads, { history }: Dialer): void => {
  const { state } = history.record
  ink.put(heads.own(history.at ?? -1))
  ink.flag(state.deleted !== null)
  ink.flag(state.violation !== null)
  ink.id(state.claim?.incarnation ?? '')
  ink.flag(state.claim?.yielded != null)
  for (const { phase, stop } of state.outreaches.values()) {
    ink.put(phases.indexOf(phase))
    ink.put(stop === null ? 0 : stop.quiesced ? 2 : 1)
  }
  for (const { callsAt, recipients } of history.outreaches.values()) {
    ink.put(heads.facts - (callsAt ?? -1))
    for (const code of recipients.codes) ink.put(code)
    for (const due of recipients.due) ink.put(due)
    ink.flag(recipients.lastPlaced === null)
    ink.flag(recipients.violation !== null)
    for (let k = 0; k < recipients.size; k += 1) ink.id(recipients.open.get(k)?.attempt ?? '')
  }
}

const writeCalls = (ink: Ink, ages: Ages, wall: Ages, most: Most, dialer: Dialer): void => {
  const { age, until } = ages
  const calls = [...dialer.calls.values()].sort((a, b) => ink.rank(a.attempt) - ink.rank(b.attempt))
  ink.put(calls.length)
  for (const { attempt, stage, since, askToEndAt } of calls) {
    ink.id(attempt)
    ink.put(stages.indexOf(stage))
    if (stage === 'closing') continue
    ink.put(age(since, most.call))
    ink.put(until(askToEndAt))
  }
  const watched = [...dialer.resolver.values()].sort((a, b) => ink.rank(a.attempt) - ink.rank(b.attempt))
  ink.put(watched.length)
  for (const { attempt, placed, firstSeen, askAt, asking, following } of watched) {
    ink.id(attempt)
    ink.put((placed ? 1 : 0) + (asking ? 2 : 0) + (following ? 4 : 0))
    ink.put(age(firstSeen, most.call))
    ink.put(until(askAt))
    ink.flag(dialer.tail.knownAt < askAt)
    ink.flag(dialer.tail.begunAt < askAt)
  }
  const permits = [...dialer.gate.permits.values()].sort((a, b) => ink.rank(a.attempt) - ink.rank(b.attempt))
  ink.put(permits.length)
  for (const { attempt, t0 } of permits) {
    ink.id(attempt)
    ink.put(age(t0.mono, most.permit))
    ink.put(wall.age(t0.wall, most.permit))
  }
  ink.put(dialer.gate.stopped.size)
  ink.flag(dialer.gate.barred !== null)
}

const writeSaying = (ink: Ink, { until }: Ages, dialer: Dialer): void => {
  for (const { waiting, sending, notBefore } of dialer.outboxes.values()) {
    ink.put(waiting.length)
    ink.put(sending.length)
    for (const { fact } of machine.inOrder(waiting)) writeFact(ink, fact)
    for (const { fact } of sending) writeFact(ink, fact)
    ink.put(waiting.length + sending.length === 0 ? 0 : until(notBefore))
  }
  ink.put(-1)
}

const writeSlot = (ink: Ink, ages: Ages, wall: Ages, most: Most, heads: Heads, dialer: Dialer): void => {
  const { slot } = dialer
  if (slot === null) return ink.put(-1)
  ink.id(slot.id)
  writeEvent(ink, heads, slot.event)
  ink.put(ages.age(slot.begun.mono, most.slot))
  ink.put(wall.age(slot.begun.wall, most.slot))
  ink.put((slot.unanswered ? 1 : 0) + (slot.asked ? 2 : 0))
}

/** The event whose silence is measured: only whether it is the newest one tells anything, here or in the log. */
const newestSeen = (heads: Heads, { history }: Dialer, newest: number): number =>
  newest < (history.at ?? -1) ? never : heads.own(newest)

const writeWaits = (ink: Ink, { age, until }: Ages, most: Most, heads: Heads, dialer: Dialer): void => {
  const { tail, look, claiming, carrier, keys, pacing } = dialer
  ink.put((tail.wanted ? 1 : 0) + (tail.reading ? 2 : 0) + (look.looking ? 4 : 0))
  ink.put(until(tail.notBefore))
  ink.put(until(look.next))
  ink.put(until(dialer.appendNotBefore))
  ink.put(until(dialer.sweepAt))
  ink.put(claiming.spokeAt === null ? never : age(claiming.spokeAt, most.spoke))
  const { silence } = claiming
  ink.put(silence === null ? never : age(silence.lastLook, most.gap))
  ink.put(
    silence === null
      ? never
      : Math.min(most.silence, age(silence.since, never) - age(silence.lastLook, never)),
  )
  ink.put(silence === null ? never : newestSeen(heads, dialer, silence.newest ?? -1))
  ink.flag(tail.knownAt < (silence?.lastLook ?? 0))
  ink.flag(tail.begunAt < (silence?.lastLook ?? 0))
  ink.put(carrier.healthy ? never : age(carrier.since, most.silence))
  ink.put(keys.readable === true ? never : age(keys.since, most.silence))
  ink.put(dialer.halted === null ? 0 : 1)
  ink.put(dialer.shutdownAt === null ? never : age(dialer.shutdownAt, most.drain))
  ink.put(pacing.tokens >= 2 ? 2 : until(pacing.filledAt + 1) === 0 ? 2 : Math.floor(pacing.tokens))
  for (const then of dialer.stopsSeen.values()) ink.put(age(then, most.silence))
  ink.put(-1)
  for (const known of dialer.contacts.values()) ink.flag(known !== null)
  ink.put(-1)
  for (const { earliestMs, witness, at, seen, nextDueMs } of dialer.surveys.values()) {
    ink.put(earliestMs === Infinity ? 1 : 0)
    ink.put(witness ?? -1)
    ink.put(at)
    ink.put(seen)
    ink.put(nextDueMs === Infinity ? 1 : 0)
  }
  ink.put(-1)
  for (const { cursor, vain, restUntil } of dialer.rounds.values()) {
    ink.put(cursor)
    ink.put(vain)
    ink.put(restUntil === -Infinity ? 0 : until(restUntil))
  }
}

export const writeDialer = (
  ink: Ink,
  ages: Ages,
  wall: Ages,
  most: Most,
  heads: Heads,
  dialer: Dialer,
): void => {
  writeHistory(ink, heads, dialer)
  writeCalls(ink, ages, wall, most, dialer)
  writeSaying(ink, ages, dialer)
  writeSlot(ink, ages, wall, most, heads, dialer)
  writeWaits(ink, ages, most, heads, dialer)
}
