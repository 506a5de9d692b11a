/** Takes what pacing allows now and asks for permission: one small batch, one append, nothing queued behind it. */
import type { AuthorizedCall, OutreachId, Settings } from '@lastcall/domain'
import { authorized, timestamp } from '@lastcall/domain'
import type { AttemptId } from '@lastcall/domain'
import { isClaimant } from '../../claim'
import type { PacingLimits } from '../../pacing'
import { allowed, step as pacingStep } from '../../pacing'
import type { Now } from '../../time'
import { busyNumbers, contactOf, wantContacts } from '../contacts'
import type { Env } from '../env'
import type { Admission } from './pick'
import { pick } from './pick'
import { propose, slotIsFree } from '../slot'
import type { Dialer } from '../state'
import { allOpen, survey } from '../survey'
import { isAtHead } from '../tail'
import type { Turn } from '../turn'
import { andThen, each, still } from '../turn'

const limitsOf = (env: Env, settings: Settings): PacingLimits => ({
  callsPerSecond: Math.min(
    env.share.callsPerSecond,
    env.limits.callsPerSecond,
    settings.pacing.callsPerSecond,
  ),
  channels: Math.min(env.share.channels, env.limits.concurrentCalls, settings.pacing.channels),
})

const mayAuthorize = (env: Env, dialer: Dialer, now: Now): boolean =>
  isClaimant(dialer.history.record.state.claim, env.incarnation) &&
  slotIsFree(dialer, now) &&
  isAtHead(dialer) &&
  dialer.carrier.healthy &&
  dialer.hasRoom

const callsFor = (
  env: Env,
  dialer: Dialer,
  outreach: OutreachId,
  picked: readonly number[],
): readonly AuthorizedCall[] =>
  picked.map((recipient) => {
    const code = dialer.history.outreaches.get(outreach)?.recipients.codes[recipient] ?? 0
    const offset = contactOf(dialer, outreach, recipient)?.offsetMinutes ?? 0
    return [recipient, authorized(code) + 1, env.newId() as AttemptId, offset]
  })

const authorize = (
  env: Env,
  dialer: Dialer,
  outreach: OutreachId,
  picked: readonly number[],
  now: Now,
): Turn | null =>
  propose(
    env,
    dialer,
    {
      type: 'AuthorizeCalls',
      incarnation: env.incarnation,
      at: timestamp(now.wall),
      outreach,
      permitMs: env.timing.permitMs,
      callsSeen: [...dialer.history.outreaches].flatMap(([id, { callsAt, recipients }]) =>
        id === outreach || recipients.open.size > 0 ? [[id, callsAt] as const] : [],
      ),
      suppressionSeen: null,
      calls: callsFor(env, dialer, outreach, picked),
    },
    now,
  )

const tryOutreach = (
  env: Env,
  dialer: Dialer,
  outreach: OutreachId,
  admission: Admission,
  room: number,
  now: Now,
): Turn => {
  const [turn, picked] = pick(dialer, outreach, admission, Math.min(room, env.timing.maxBatch), now)
  if (picked.length === 0) return turn
  return andThen(turn, (d) => {
    const asked = authorize(env, d, outreach, picked, now)
    if (asked === null) return still(d)
    const pacing = pacingStep(env.share, asked[0].pacing, { is: 'authorized', calls: picked.length })
    return [{ ...asked[0], pacing, turn: d.turn + 1 }, asked[1]]
  })
}

const inTurn = (dialer: Dialer): readonly OutreachId[] => {
  const all = [...dialer.history.record.state.outreaches].flatMap(([id, o]) =>
    o.phase === 'in progress' ? [id] : [],
  )
  return all.map((_, k) => all[(dialer.turn + k) % all.length] as OutreachId)
}

/** Where somebody can be called now. Nothing personal is opened for anything else, nor for a deleted campaign. */
const callableInTurn = (dialer: Dialer, now: Now): readonly [Dialer, readonly OutreachId[]] => {
  let next = dialer
  const found: OutreachId[] = []
  for (const outreach of inTurn(dialer)) {
    const [after, { callable }] = survey(next, outreach, now)
    next = after
    if (callable) found.push(outreach)
  }
  return [next, found]
}

/** Round robin over the outreaches in progress; at most one open call per number. */
export const planAuthorize = (env: Env, dialer: Dialer, now: Now): Turn => {
  const { settings } = dialer.history.record.state
  if (settings === null || !mayAuthorize(env, dialer, now)) return still(dialer)
  const limits = limitsOf(env, settings)
  const pacing = pacingStep(limits, dialer.pacing, { is: 'time passed', mono: now.mono })
  const paced: Dialer = { ...dialer, pacing }
  const room = allowed(limits, pacing, allOpen(paced))
  if (room === 0) return still(paced)
  const [surveyed, callable] = callableInTurn(paced, now)
  if (callable.length === 0) return still(surveyed)
  const [known, busy] = busyNumbers(surveyed)
  if ('chunk' in busy) return wantContacts(known, busy.outreach, busy.chunk, now)
  return each(known, callable, (d, outreach) =>
    d.slot === null ? tryOutreach(env, d, outreach, { settings, busy }, room, now) : still(d),
  )
}
