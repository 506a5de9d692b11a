/** Starts what is due, completes what is exhausted, and says when a stopped outreach has fallen quiet. */
import type { Outreach, OutreachId } from '@lastcall/domain'
import { awaitsQuiet, timestamp } from '@lastcall/domain'
import { quiesceCommand } from '@lastcall/history'
import { isClaimant } from '../../claim'
import type { Now } from '../../time'
import { driftFactor } from '../../time'
import type { Env } from '../env'
import { allSaid } from '../facts'
import { propose, slotIsFree } from '../slot'
import type { Dialer } from '../state'
import { openCount, survey } from '../survey'
import { isAtHead } from '../tail'
import type { Turn } from '../turn'
import { still } from '../turn'
import { isPlaced } from '../watch'

/** How long OutreachQuiesced waits for own facts, so that it names the last call; facts may lag all the same. */
const factsMayLagMs = 1_000

const start = (env: Env, dialer: Dialer, outreach: OutreachId, now: Now): Turn | null =>
  propose(
    env,
    dialer,
    { type: 'StartOutreach', incarnation: env.incarnation, at: timestamp(now.wall), outreach },
    now,
  )

const complete = (env: Env, dialer: Dialer, outreach: OutreachId, now: Now): Turn | null => {
  const [, { exhausted }] = survey(dialer, outreach, now)
  if (!exhausted || openCount(dialer, outreach) > 0 || !allSaid(dialer, outreach)) return null
  const callsSeen = dialer.history.outreaches.get(outreach)?.callsAt ?? null
  const at = timestamp(now.wall)
  return propose(
    env,
    dialer,
    { type: 'CompleteOutreach', incarnation: env.incarnation, at, outreach, callsSeen },
    now,
  )
}

/**
 * Every authorization is closed, placed, our own, or older than its own permit, counted from when we first saw it. Of our
 * own nothing can leave any more: a gate lets go of every permit in the turn in which it sees the stop, and takes none.
 */
const isQuiet = (env: Env, dialer: Dialer, outreach: OutreachId, mono: number): boolean => {
  for (const open of dialer.history.outreaches.get(outreach)?.recipients.open.values() ?? []) {
    if (open.incarnation === env.incarnation || isPlaced(dialer, outreach, open.recipient)) continue
    const watched = dialer.resolver.get(open.attempt)
    if (watched === undefined || mono - watched.firstSeen < open.permitMs * driftFactor) return false
  }
  return true
}

/** The claimant says it; when it does not, anybody who has waited does. */
const isMineToSay = (env: Env, dialer: Dialer, sinceStopMs: number): boolean =>
  isClaimant(dialer.history.record.state.claim, env.incarnation) ||
  sinceStopMs >= env.timing.silentForMs + env.timing.takeoverMs

const quiesce = (env: Env, dialer: Dialer, outreach: OutreachId, now: Now): Turn | null => {
  const seenAt = dialer.stopsSeen.get(outreach) ?? now.mono
  const waitedMs = Math.max(0, Math.round(now.mono - seenAt))
  if (!isMineToSay(env, dialer, waitedMs) || !isQuiet(env, dialer, outreach, now.mono)) return null
  if (!allSaid(dialer, outreach) && waitedMs < factsMayLagMs) return null
  const by = { incarnation: env.incarnation }
  const command = quiesceCommand(dialer.history, outreach, by, now.wall, waitedMs)
  return command === null ? null : propose(env, dialer, command, now)
}

const next = (env: Env, dialer: Dialer, id: OutreachId, outreach: Outreach, now: Now): Turn | null => {
  if (awaitsQuiet(outreach)) return quiesce(env, dialer, id, now)
  if (!isClaimant(dialer.history.record.state.claim, env.incarnation)) return null
  if (outreach.phase === 'scheduled')
    return Date.parse(outreach.startAt) <= now.wall ? start(env, dialer, id, now) : null
  return outreach.phase === 'in progress' ? complete(env, dialer, id, now) : null
}

export const planLifecycle = (env: Env, dialer: Dialer, now: Now): Turn => {
  if (!slotIsFree(dialer, now) || !isAtHead(dialer)) return still(dialer)
  for (const [id, outreach] of dialer.history.record.state.outreaches) {
    const turn = next(env, dialer, id, outreach, now)
    if (turn !== null) return turn
  }
  return still(dialer)
}
