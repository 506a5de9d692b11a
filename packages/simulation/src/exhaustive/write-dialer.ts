/** A worker's machine written down: whatever a later step of it reads, and nothing else. */
import { awaitsQuiet, hasEnded } from '@lastcall/domain'
import { dialer as machine } from '@lastcall/dialer-worker'
import type { History } from '@lastcall/history'
import type { Dialer } from '../world/machine'
import type { Ages, Most } from './ages'
import type { Ink } from './ink'
import type { Heads } from './write-event'
import { writeEvent, writeFact } from './write-event'

const stages = ['permitted', 'placed', 'ringing', 'answered', 'unresolved', 'closing']
const phases = ['scheduled', 'in progress', 'completed', 'stopped']

export const writeHistory = (ink: Ink, heads: Heads, history: History): void => {
  const { state } = history.record
  ink.put(heads.own(history.at ?? -1))
  ink.flag(state.deleted !== null)
  ink.flag(state.violation !== null)
  ink.id(state.claim?.incarnation ?? '')
  ink.put(heads.seat(state.claim?.worker))
  ink.flag(state.claim?.yielded != null)
  for (const { phase, stop } of state.outreaches.values()) {
    ink.put(phases.indexOf(phase))
    ink.put(stop === null ? 0 : stop.quiesced ? 2 : 1)
  }
  for (const [id, { callsAt, recipients }] of history.outreaches) {
    ink.put(heads.facts - (callsAt ?? -1))
    for (const code of recipients.codes) ink.put(code)
    for (const due of recipients.due) ink.put(due)
    const outreach = state.outreaches.get(id)
    // The quiet names the last call; once it is said, or can be no more, nothing else does.
    ink.flag(
      outreach !== undefined && hasEnded(outreach) && !awaitsQuiet(outreach)
        ? false
        : recipients.lastPlaced === null,
    )
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

export const writeDialer = (
  ink: Ink,
  ages: Ages,
  wall: Ages,
  most: Most,
  heads: Heads,
  dialer: Dialer,
): void => {
  writeHistory(ink, heads, dialer.history)
  writeCalls(ink, ages, wall, most, dialer)
  writeSaying(ink, ages, dialer)
  writeSlot(ink, ages, wall, most, heads, dialer)
}
