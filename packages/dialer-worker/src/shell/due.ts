/** When time alone may give a machine something to do. Early costs a step, late costs a delay; never safety. */
import type { Now } from '../time'
import type { Dialer, Env } from '../worker'

/** Pacing, permits and waits are looked at this often while calls are made. */
const busyMs = 10
/** And this often while there is nothing to do but to wait. */
const restingMs = 100

const isBusy = (dialer: Dialer): boolean =>
  dialer.slot !== null ||
  dialer.calls.size > 0 ||
  [...dialer.history.record.state.outreaches.values()].some(({ phase }) => phase === 'in progress')

/** Milliseconds from now, 0 or more. */
export const dueInMs = (env: Env, dialer: Dialer, now: Now): number => {
  let at = now.mono + (isBusy(dialer) ? busyMs : restingMs)
  for (const { waiting, sending, notBefore } of dialer.outboxes.values())
    if (waiting.length + sending.length > 0) at = Math.min(at, notBefore)
  if (dialer.slot !== null && !dialer.slot.unanswered)
    at = Math.min(at, dialer.slot.begun.mono + env.timing.giveUpMs)
  if (dialer.tail.wanted && !dialer.tail.reading) at = Math.min(at, dialer.tail.notBefore)
  return Math.max(0, at - now.mono)
}
