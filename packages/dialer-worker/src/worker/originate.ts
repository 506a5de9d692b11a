/** Around the gate: what is asked of it in the turn of the write, and what the carrier answered afterwards. */
import type { Originated, Permission } from '@lastcall/carrier'
import type { AttemptId, Hours } from '@lastcall/domain'
import { campaignCodec } from '@lastcall/domain'
import type { CampaignEvent } from '@lastcall/domain'
import type { Recorded, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { LastLook } from '../gate'
import { step as gateStep } from '../gate'
import type { Now } from '../time'
import { ended, placed } from './calls'
import type { Env } from './env'
import { releaseAll, tellGate } from './release'
import type { Dialer } from './state'
import type { Turn } from './turn'
import { still } from './turn'
import { watch } from './watch'

const anyHour: Hours = { opensMin: 0, closesMin: 1440 }

/** What the store answered in this turn, read; null: it has no synchronous look. */
export type RawLook = Either<Unavailable, readonly Recorded[]> | null

const understand = (raw: RawLook): LastLook => {
  if (raw === null || raw._tag === 'Left') return raw
  const events: CampaignEvent[] = []
  for (const recorded of raw.right) {
    const decoded = campaignCodec.decode(recorded)
    if (decoded._tag === 'Left') return decoded
    events.push(decoded.right)
  }
  return right(events)
}

/** Synchronous, from the question to the answer: nothing may come between it and the carrier's write. */
export const ask = (
  env: Env,
  dialer: Dialer,
  attempt: AttemptId,
  raw: RawLook,
  now: Now,
): readonly [Dialer, Permission] => {
  const hours = dialer.history.record.state.settings?.hours ?? anyHour
  const [gate, effects] = gateStep(dialer.gate, { is: 'asked', attempt, look: understand(raw), hours }, now)
  const sawNews = raw !== null && (raw._tag === 'Left' || raw.right.length > 0)
  let next: Dialer = { ...dialer, gate, tail: sawNews ? { ...dialer.tail, wanted: true } : dialer.tail }
  next = releaseAll(env, next, effects, now)
  const go = effects.find((effect) => effect.is === 'go')
  return go === undefined ? [next, { is: 'no' }] : [placed(env, next, go, now), { is: 'go' }]
}

export const onOriginated = (
  env: Env,
  dialer: Dialer,
  attempt: AttemptId,
  answer: Originated,
  now: Now,
): Turn => {
  const call = dialer.calls.get(attempt)
  if (call === undefined) return still(dialer)
  switch (answer.is) {
    case 'accepted':
    case 'released by the gate':
      return still(dialer)
    case 'refused': {
      const { disposition, status, cause } = answer
      // A carrier that says no by itself has not asked the gate: no release may follow the end that is said here.
      const [gate] = gateStep(dialer.gate, { is: 'not sent', attempt }, now)
      const end = { disposition, status, cause, ringMs: 0, talkMs: 0 }
      return still(ended(env, { ...dialer, gate }, call, end, now))
    }
    case 'not sent':
      return still(tellGate(env, dialer, { is: 'not sent', attempt }, now))
    case 'unknown':
      return still(
        watch(env, dialer, { ...call, incarnation: env.incarnation, placed: true }, env.timing.permitMs),
      )
  }
}
