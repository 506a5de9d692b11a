/** What an outreach asks for now: somebody to call, a completion, or patience. Kept up to date by facts, not by scans. */
import type { Outreach, OutreachId } from '@lastcall/domain'
import { awaitsQuiet } from '@lastcall/domain'
import { retryOf } from '@lastcall/history'
import type { Now } from '../time'
import { dueMs, stretch } from './scan'
import type { Dialer, Survey } from './state'

/** Nothing is known yet: whoever knows nothing must assume that somebody can be called. */
const unknown: Survey = { earliestMs: -Infinity, witness: null, at: 0, seen: 0, nextDueMs: Infinity }

const lookOn = (dialer: Dialer, outreach: OutreachId, known: Survey, now: Now): Survey => {
  const { recipients } = dialer.history.outreaches.get(outreach) ?? { recipients: null }
  if (recipients === null) return known
  const retry = retryOf(dialer.history)
  const isWitness = known.witness !== null && dueMs(recipients, retry, known.witness) <= now.wall
  if (isWitness) return known
  const part = stretch(recipients, retry, now.wall, known.at, 1, () => 'yes')
  const witness = part.found[0]
  if (witness !== undefined) return { ...unknown, witness, at: witness }
  const seen = known.seen + part.seen
  // Of the time before this look only the facts are left: a release, and the next authorization in the same reading.
  const nextDueMs = Math.min(known.seen === 0 ? Infinity : known.nextDueMs, part.nextDueMs)
  const isRound = seen >= recipients.size
  return isRound
    ? { ...unknown, earliestMs: nextDueMs, at: part.next }
    : { ...unknown, at: part.next, seen, nextDueMs }
}

export interface Asked {
  /** Somebody can be called now; or nobody has looked through to the end yet. */
  readonly callable: boolean
  /** Nobody can be called, now or later, unless an open call leads to a retry. */
  readonly exhausted: boolean
}

const asked = ({ earliestMs }: Survey, now: Now): Asked => ({
  callable: earliestMs <= now.wall,
  exhausted: earliestMs === Infinity,
})

/** Looks only when a time has come, or when whoever could be called can be no longer. */
export const survey = (dialer: Dialer, outreach: OutreachId, now: Now): readonly [Dialer, Asked] => {
  const known = dialer.surveys.get(outreach) ?? unknown
  if (known.earliestMs > now.wall) return [dialer, asked(known, now)]
  const looked = lookOn(dialer, outreach, known, now)
  if (looked === known) return [dialer, asked(known, now)]
  return [{ ...dialer, surveys: new Map(dialer.surveys).set(outreach, looked) }, asked(looked, now)]
}

/** Facts about these recipients were folded: they can make somebody callable earlier; an opt-out asks for a new look. */
export const reconsider = (
  dialer: Dialer,
  outreach: OutreachId,
  touched: Iterable<{ readonly type: string; readonly recipient: number }>,
): Dialer => {
  const known = dialer.surveys.get(outreach)
  const recipients = dialer.history.outreaches.get(outreach)?.recipients
  if (known === undefined || recipients === undefined) return dialer
  const retry = retryOf(dialer.history)
  let [earliest, optedOut] = [Infinity, false]
  for (const { type, recipient } of touched) {
    earliest = Math.min(earliest, dueMs(recipients, retry, recipient))
    optedOut ||= type === 'OptOutRequested'
  }
  if (!optedOut && earliest === Infinity) return dialer
  const next: Survey = optedOut
    ? { ...unknown, at: known.at }
    : {
        ...known,
        earliestMs: Math.min(known.earliestMs, earliest),
        nextDueMs: Math.min(known.nextDueMs, earliest),
      }
  return { ...dialer, surveys: new Map(dialer.surveys).set(outreach, next) }
}

export const openCount = (dialer: Dialer, outreach: OutreachId): number =>
  dialer.history.outreaches.get(outreach)?.recipients.open.size ?? 0

export const allOpen = (dialer: Dialer): number => {
  let open = 0
  for (const { recipients } of dialer.history.outreaches.values()) open += recipients.open.size
  return open
}

/** What the claimant of the campaign must still see to: `calling` needs keys and a carrier, the rest does not. */
export type Debt = 'nothing' | 'calling' | 'tidying'

const debtOf = (dialer: Dialer, id: OutreachId, outreach: Outreach, now: Now): readonly [Dialer, Debt] => {
  if (awaitsQuiet(outreach)) return [dialer, 'tidying']
  if (outreach.phase === 'scheduled')
    return [dialer, Date.parse(outreach.startAt) <= now.wall ? 'calling' : 'nothing']
  if (outreach.phase === 'in progress') {
    const [next, { callable, exhausted }] = survey(dialer, id, now)
    if (callable) return [next, 'calling']
    if (exhausted || openCount(dialer, id) > 0) return [next, 'tidying']
    return [next, 'nothing']
  }
  return [dialer, openCount(dialer, id) > 0 ? 'tidying' : 'nothing']
}

export const owes = (dialer: Dialer, now: Now): readonly [Dialer, Debt] => {
  let next = dialer
  let worst: Debt = 'nothing'
  for (const [id, outreach] of dialer.history.record.state.outreaches) {
    const [after, debt] = debtOf(next, id, outreach, now)
    next = after
    if (debt === 'calling') return [next, debt]
    if (debt === 'tidying') worst = debt
  }
  return [next, worst]
}
