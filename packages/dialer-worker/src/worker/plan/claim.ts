/** Looks, claims, speaks and yields, so that one worker dials and everybody can tell who. */
import type { YieldReason } from '@lastcall/domain'
import { timestamp } from '@lastcall/domain'
import { isClaimant, reasonToClaim } from '../../claim'
import type { Now } from '../../time'
import { chunkOf, proveKeys } from '../contacts'
import type { Env } from '../env'
import { tellGate } from '../release'
import { claimRules } from '../rules'
import { propose, slotIsFree } from '../slot'
import type { Dialer } from '../state'
import type { Debt } from '../survey'
import { owes } from '../survey'
import { isAtHead } from '../tail'
import type { Turn } from '../turn'
import { still } from '../turn'

/** Once in `lookEveryMs`: the observer's series of looks, and the claimant's guard against a silent feed. */
export const planLook = (env: Env, dialer: Dialer, now: Now): Turn => {
  if (dialer.look.looking || now.mono < dialer.look.next) return still(dialer)
  return [{ ...dialer, look: { looking: true, next: now.mono + env.timing.lookEveryMs } }, [{ is: 'look' }]]
}

/** Keys are shown to be readable by opening one chunk of an outreach that is to be called. */
const wantKeys = (dialer: Dialer, now: Now): Turn => {
  for (const [id, outreach] of dialer.history.record.state.outreaches) {
    if (outreach.phase === 'scheduled' || outreach.phase === 'in progress') {
      return proveKeys(dialer, id, chunkOf(dialer.rounds.get(id)?.cursor ?? 0), now)
    }
  }
  return still(dialer)
}

const mayClaim = (dialer: Dialer, debt: Debt): boolean =>
  dialer.carrier.healthy && (debt === 'tidying' || (dialer.hasRoom && dialer.keys.readable === true))

/** Somebody has spoken since the last look: the series of looks is about a stream that has moved on. */
const isStillSilent = ({ claiming, history }: Dialer): boolean => claiming.silence?.newest === history.at

/** Before a silent claimant is overtaken the facts are read: calls of its that have ended leave nothing owed. */
export const planClaim = (env: Env, dialer: Dialer, now: Now): Turn => {
  if (!slotIsFree(dialer, now) || !isAtHead(dialer) || dialer.shutdownAt !== null) return still(dialer)
  const [next, debt] = owes(dialer, now)
  if (debt === 'nothing') return still(next)
  const reason = reasonToClaim(claimRules(env), next.claiming, next.history.record.state.claim, env, now.mono)
  if (reason === null) return still(next)
  if (reason === 'silence' && !isStillSilent(next)) return still(next)
  if (reason === 'silence' && next.tail.knownAt < (next.claiming.silence?.lastLook ?? 0))
    return still({ ...next, tail: { ...next.tail, wanted: true } })
  if (!mayClaim(next, debt))
    return debt === 'calling' && next.keys.readable !== true ? wantKeys(next, now) : still(next)
  const { incarnation, worker, carrier, timing } = env
  const at = timestamp(now.wall)
  const claim = {
    type: 'ClaimDialing',
    incarnation,
    at,
    worker,
    carrier,
    because: reason,
    silentForMs: timing.silentForMs,
  } as const
  return propose(env, next, claim, now) ?? still(next)
}

/** Keys are needed to call and for nothing else: who only tidies up, after a deletion say, keeps the claim. */
const reasonToYield = (env: Env, dialer: Dialer, now: Now): YieldReason | null => {
  if (dialer.shutdownAt !== null) return 'shutdown'
  const { carrier, keys } = dialer
  if (!carrier.healthy && now.mono - carrier.since >= env.timing.takeoverMs) return 'carrier unhealthy'
  if (keys.readable !== false || now.mono - keys.since < env.timing.takeoverMs) return null
  return owes(dialer, now)[1] === 'calling' ? 'keys unreadable' : null
}

/** What has not left does not leave; calls that are live are followed for `drainMs` more. */
export const planYield = (env: Env, dialer: Dialer, now: Now): Turn => {
  if (!isClaimant(dialer.history.record.state.claim, env.incarnation)) return still(dialer)
  const because = reasonToYield(env, dialer, now)
  if (because === null) return still(dialer)
  const down = tellGate(env, dialer, { is: 'stand down' }, now)
  if (!slotIsFree(down, now) || !isAtHead(down)) return still(down)
  const { incarnation, timing } = env
  const give = {
    type: 'YieldDialing',
    incarnation,
    at: timestamp(now.wall),
    because,
    drainMs: timing.drainMs,
  } as const
  return propose(env, down, give, now) ?? still(down)
}
