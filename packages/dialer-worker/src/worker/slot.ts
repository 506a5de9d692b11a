/** The one append to the campaign's stream: decided by the domain, at the exact revision, answered or given up. */
import type { CampaignCommand, CampaignEvent } from '@lastcall/domain'
import { campaignCodec, campaignDecider } from '@lastcall/domain'
import type { AppendFailure, EventId, Expected, Revision } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { Now } from '../time'
import type { Env } from './env'
import { grant } from './grant'
import { halt } from './release'
import type { Dialer } from './state'
import { absorb, spoke } from './tail'
import type { Turn } from './turn'
import { still } from './turn'

const tryAgainAfterMs = 100

export const slotIsFree = (dialer: Dialer, now: Now): boolean =>
  dialer.slot === null && dialer.halted === null && now.mono >= dialer.appendNotBefore

/** Null when the rules refuse or there is nothing new to say: the next turn looks again. */
export const propose = (env: Env, dialer: Dialer, command: CampaignCommand, now: Now): Turn | null => {
  const decision = campaignDecider.decide(command, dialer.history.record.state)
  if (decision._tag === 'Left') return null
  const event = decision.right[0]
  if (event === undefined) return null
  const id = eventId(env.newId())
  const expected: Expected =
    event.type === 'OutreachQuiesced' ? 'anything' : (dialer.history.at ?? 'nothing-yet')
  const lane = event.type === 'OutreachQuiesced' ? 'revocation' : 'ordinary'
  const effect = { is: 'append', id, expected, event: campaignCodec.encode(id, event), lane } as const
  return [{ ...dialer, slot: { id, event, begun: now, unanswered: false, asked: false } }, [effect]]
}

/** Our event is the next one behind what we have folded; where it is not, the tail is read. */
const acknowledged = (
  env: Env,
  dialer: Dialer,
  event: CampaignEvent,
  at: Revision,
  begun: Now,
  now: Now,
): Turn => {
  const isNext = at === (dialer.history.at ?? -1) + 1
  if (!isNext) return still({ ...dialer, tail: { ...dialer.tail, wanted: true } })
  const next = absorb(env, { ...spoke(env, dialer, begun), slot: null }, event, at, now)
  return event.type === 'CallsAuthorized' ? grant(env, next, event, begun, now) : still(next)
}

export const onAppended = (
  env: Env,
  dialer: Dialer,
  id: EventId,
  answer: Either<AppendFailure, Revision>,
  now: Now,
): Turn => {
  const { slot } = dialer
  const readFirst: Dialer = { ...dialer, tail: { ...dialer.tail, wanted: true } }
  if (slot?.id !== id) return still(readFirst)
  if (answer._tag === 'Right') return acknowledged(env, dialer, slot.event, answer.right, slot.begun, now)
  const failure = answer.left
  switch (failure.is) {
    case 'conflict':
      return still({ ...readFirst, slot: null })
    case 'uncertain':
      return still({ ...readFirst, slot: { ...slot, unanswered: true } })
    case 'unavailable': {
      const paused = { ...dialer, slot: null, appendNotBefore: now.mono + tryAgainAfterMs }
      return [paused, [{ is: 'say', level: 'warn', what: `store unavailable: ${failure.why}` }]]
    }
    case 'refused':
      return still(
        halt(env, { ...dialer, slot: null }, `the store refuses ${slot.event.type}: ${failure.why}`, now),
      )
  }
}

/** After `giveUpMs` without an answer the stream is asked; nothing is repeated and no permit renewed. */
export const doubtSlot = (env: Env, dialer: Dialer, now: Now): Dialer => {
  const { slot } = dialer
  if (slot === null || slot.unanswered || now.mono - slot.begun.mono < env.timing.giveUpMs) return dialer
  return { ...dialer, slot: { ...slot, unanswered: true }, tail: { ...dialer.tail, wanted: true } }
}
