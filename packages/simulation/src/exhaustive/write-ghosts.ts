/** What the observer and the network hold against later steps, written down. */
import type { AttemptId } from '@lastcall/domain'
import { agesOf, mostOf } from './ages'
import type { Ink } from './ink'
import type { Seat } from './seats'
import type { Small, SmallCall } from './small'
import { tickMs } from './small'
import type { Heads } from './write-event'

const closings = ['ended', 'own-gate', 'carrier-absent', 'unresolved']

/** Whose a closed attempt was is asked by whoever does not know that it is closed, and after a yield. */
const asksWhose = ({ processes, instance }: Small, attempt: AttemptId): boolean =>
  instance.budget.shutdowns + instance.budget.carrierDowns > 0 ||
  processes.some(({ dialer }) => {
    if (dialer === null) return false
    if (dialer.calls.has(attempt) || dialer.resolver.has(attempt)) return true
    const held = [...dialer.history.outreaches.values()]
    return held.some(({ recipients }) =>
      [...recipients.open.values()].some((open) => open.attempt === attempt),
    )
  })

/** A call as the network has it; undefined: it never came. */
const writeCall = (ink: Ink, { now, instance }: Small, seat: Seat, call: SmallCall | undefined): void => {
  if (call === undefined) return ink.put(-1)
  const { age } = agesOf({ driftPpm: 0 }, now / 1_000)
  const { workers, lengths } = instance
  ink.put(['up', 'ended', 'never'].indexOf(call.standing))
  if (call.standing === 'up') ink.put(age(call.since * tickMs, lengths.longestCall))
  ink.put(call.lines.length)
  const lines = [...call.lines].sort((a, b) => seat(a % workers) - seat(b % workers))
  for (const line of lines) ink.id(`line ${line}`)
}

/** What the observer holds against later steps: who may still leave, who left, who arrived, and how it ended. */
export const writeGhosts = (ink: Ink, small: Small, { seat }: Heads): void => {
  const { observer, instance } = small
  const { age } = agesOf({ driftPpm: 0 }, small.now / 1_000)
  const most = mostOf(instance)
  // What has arrived or is closed breaks a promise if it leaves or arrives once more, however long after a stop.
  const mayMove = [...observer.grants.keys()].some(
    (id) => !observer.taken.has(id) && !observer.closed.has(id),
  )
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
    if (isOpen || asksWhose(small, attempt)) ink.id(grant.incarnation)
    ink.put(grant.recipient)
    ink.put(grant.n)
    ink.put(marks.reduce((bits, mark) => bits * 2 + (mark ? 1 : 0), 0))
    ink.put(closings.indexOf(observer.closed.get(attempt) ?? ''))
    ink.put(
      observer.left.has(attempt) || observer.closed.has(attempt) ? 0 : age(grant.sentAt / 1_000, most.sent),
    )
    writeCall(ink, small, seat, small.calls.get(attempt))
  }
  for (const { us } of observer.stopped.values()) ink.put(mayMove ? age(us / 1_000, most.stopped) : -1)
  ink.put(observer.stopped.size * 9 + observer.quiet.size * 3 + observer.completed.size)
  for (const [incarnation, { until, by }] of observer.drains) {
    if (until <= small.now) continue
    ink.id(incarnation)
    ink.put(Math.ceil((until - small.now) / (tickMs * 1_000)))
    for (const life of by) ink.id(life)
  }
}
