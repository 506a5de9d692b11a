/** When a worker may leave a campaign, and when it has nothing to do there. */
import { isClaimant } from '../claim'
import type { Now } from '../time'
import type { Env } from './env'
import type { Dialer } from './state'

const isFollowing = (dialer: Dialer): boolean =>
  [...dialer.calls.values()].some(({ stage }) => stage !== 'closing' && stage !== 'unresolved')

const hasUnsaid = (dialer: Dialer): boolean =>
  [...dialer.outboxes.values()].some(({ waiting, sending }) => waiting.length + sending.length > 0)

/** After a shutdown was asked for: yielded, every call followed to its end or the drain is over, everything said. */
export const mayLeave = (env: Env, dialer: Dialer, now: Now): boolean => {
  if (dialer.shutdownAt === null) return false
  if (now.mono - dialer.shutdownAt >= env.timing.drainMs) return true
  const holds = dialer.halted === null && isClaimant(dialer.history.record.state.claim, env.incarnation)
  return !holds && dialer.slot === null && !isFollowing(dialer) && !hasUnsaid(dialer)
}

/** Nothing open, nothing unsaid, nothing stopped that is not quiet: the machine can be put away until news comes. */
export const isIdle = (dialer: Dialer): boolean =>
  dialer.slot === null &&
  dialer.calls.size === 0 &&
  dialer.resolver.size === 0 &&
  !hasUnsaid(dialer) &&
  [...dialer.history.record.state.outreaches.values()].every(
    ({ phase, stop }) => phase === 'completed' || (phase === 'stopped' && stop?.quiesced === true),
  ) &&
  [...dialer.history.outreaches.values()].every(({ recipients }) => recipients.open.size === 0)
