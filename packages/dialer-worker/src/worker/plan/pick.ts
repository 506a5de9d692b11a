/** Picks whom to call next: a stretch at a time round the list, one open call for each number, and rest after a vain round. */
import type { OutreachId, Settings } from '@lastcall/domain'
import { recipientsPerChunk, windowIsOpen } from '@lastcall/domain'
import { retryOf } from '@lastcall/history'
import type { Now } from '../../time'
import { chunkOf, contactOf, wantContacts } from '../contacts'
import { stretch } from '../scan'
import type { Dialer, Round } from '../state'
import type { Turn } from '../turn'

export interface Admission {
  readonly settings: Settings
  /** Tokens of the numbers that have an open call. */
  readonly busy: ReadonlySet<string>
}

/** Hours and busy numbers now; frequency and suppression have their seat here too. */
const admit = (dialer: Dialer, outreach: OutreachId, { settings, busy }: Admission, now: Now) => {
  const taken = new Set<string>()
  return (recipient: number): 'yes' | 'no' | 'wait' => {
    const contact = contactOf(dialer, outreach, recipient)
    if (contact === undefined) return 'wait'
    if (busy.has(contact.token) || taken.has(contact.token)) return 'no'
    if (!windowIsOpen(settings.hours, now.wall, contact.offsetMinutes)) return 'no'
    taken.add(contact.token)
    return 'yes'
  }
}

export const beginning: Round = { cursor: 0, vain: 0, restUntil: -Infinity }

const shortestRestMs = 1_000
const longestRestMs = 60_000
/** Opening a whole list in vain, at night say, is followed by a rest of this for each chunk of it. */
const restPerChunkMs = 30

/** A vain stretch counts; when all have been passed over, the round rests. */
const goOn = (round: Round, cursor: number, seen: number, size: number, mono: number): Round => {
  const vain = round.vain + seen
  if (vain < size) return { ...round, cursor, vain }
  const restMs = (size / recipientsPerChunk) * restPerChunkMs
  return { cursor, vain: 0, restUntil: mono + Math.min(longestRestMs, Math.max(shortestRestMs, restMs)) }
}

export const pick = (
  dialer: Dialer,
  outreach: OutreachId,
  admission: Admission,
  most: number,
  now: Now,
): readonly [Turn, readonly number[]] => {
  const held = dialer.history.outreaches.get(outreach)
  const round = dialer.rounds.get(outreach) ?? beginning
  if (held === undefined || now.mono < round.restUntil) return [[dialer, []], []]
  const admits = admit(dialer, outreach, admission, now)
  const part = stretch(held.recipients, retryOf(dialer.history), now.wall, round.cursor, most, admits)
  const next: Round =
    part.found.length > 0
      ? { ...beginning, cursor: part.next }
      : goOn(round, part.next, part.seen, held.recipients.size, now.mono)
  const moved: Dialer = { ...dialer, rounds: new Map(dialer.rounds).set(outreach, next) }
  return [wantContacts(moved, outreach, chunkOf(part.next), now), part.found]
}
