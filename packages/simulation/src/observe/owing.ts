/** What is owed as far as a worker has read, found out here once more: whoever is overtaken for its silence owed something. */
import { awaitsQuiet, dueTickMs, isCallable } from '@lastcall/domain'
import type { Outreach, Recipients, Retry } from '@lastcall/domain'
import { retryOf } from '@lastcall/history'
import type { Dialer } from '../world/machine'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { clocksOf } from '../world/world'
import { demand } from './observer'
import { count } from './rare'

const isDue = ({ due, baseMs }: Recipients, k: number, wall: number): boolean =>
  due[k] === 0 || baseMs + (due[k] ?? 0) * dueTickMs <= wall

const callable = (of: Recipients, retry: Retry, wall: number): boolean =>
  of.codes.some((code, k) => isCallable(code, retry) && isDue(of, k, wall))

const isScheduledFor = ({ phase, startAt }: Outreach, wall: number): boolean =>
  phase === 'scheduled' && Date.parse(startAt) <= wall

/** Somebody could be called, now or at its start, as far as this worker has read. */
export const couldCall = (world: World, life: Life, { history }: Dialer): boolean => {
  const { wall } = clocksOf(world, life)
  return [...history.record.state.outreaches].some(([id, outreach]) => {
    const recipients = history.outreaches.get(id)?.recipients
    if (outreach.phase !== 'in progress' || recipients === undefined) return isScheduledFor(outreach, wall)
    return callable(recipients, retryOf(history), wall)
  })
}

/** Nobody can be called yet, nothing is open, nothing is to be completed or to fall quiet: silence is a claimant's right. */
const owesNothing = (world: World, life: Life, dialer: Dialer): boolean => {
  const { history } = dialer
  if (couldCall(world, life, dialer)) return false
  return [...history.record.state.outreaches].every(([id, outreach]) => {
    const recipients = history.outreaches.get(id)?.recipients
    if (awaitsQuiet(outreach) || (recipients?.open.size ?? 0) > 0) return false
    if (outreach.phase !== 'in progress' || recipients === undefined) return true
    return recipients.codes.some((code) => isCallable(code, retryOf(history)))
  })
}

/** The longest pause between two looks of one series, in looks, as the worker's rules have it. */
const gapInLooks = 3

/**
 * Judged on the worker's own clock. Looks of one series are at most a gap apart and each asks whether something is
 * owed, so what was owed to nobody for longer than a gap ended the series.
 */
export const judgeSilence = (world: World, life: Life, before: Dialer, next: Dialer): void => {
  const { idle } = world.observer
  const { mono } = clocksOf(world, life)
  const { silentForMs, takeoverMs, lookEveryMs } = life.env.timing
  const known = idle.get(life.incarnation) ?? { from: null, long: null }
  const claiming = next.slot !== before.slot ? next.slot?.event : undefined
  if (claiming?.type === 'DialingClaimed' && claiming.because === 'silence' && known.long !== null) {
    const [from, to] = known.long
    const rightfulMs = to - Math.max(from, mono - silentForMs - takeoverMs)
    demand(
      world.observer,
      rightfulMs <= gapInLooks * lookEveryMs,
      'claims',
      () =>
        `worker ${life.worker} claims over a silence, and for ${Math.round(rightfulMs)} ms of it nothing was owed`,
    )
  }
  if (!owesNothing(world, life, next)) return void idle.set(life.incarnation, { ...known, from: null })
  const from = known.from ?? mono
  const isLong = mono - from > gapInLooks * lookEveryMs
  if (isLong && known.long?.[0] !== from) count(world.observer, 'a long wait in which nothing is owed')
  idle.set(life.incarnation, { from, long: isLong ? [from, mono] : known.long })
}
