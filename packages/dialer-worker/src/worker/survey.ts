/** What an outreach asks for now: somebody to call, a completion, or patience. Remembered until its history moves. */
import type { Outreach, OutreachId } from '@lastcall/domain'
import { awaitsQuiet, pickCallable } from '@lastcall/domain'
import { retryOf } from '@lastcall/history'
import type { Now } from '../time'
import type { Dialer, Survey } from './state'

const look = (dialer: Dialer, outreach: OutreachId, key: string, now: Now): Survey => {
  const { recipients } = dialer.history.outreaches.get(outreach) ?? { recipients: null }
  if (recipients === null) return { key, callable: false, exhausted: false, nextDueMs: null }
  const from = dialer.cursors.get(outreach) ?? 0
  const pick = pickCallable(recipients, retryOf(dialer.history), now.wall, 1, from, () => 'yes')
  return { key, callable: pick.recipients.length > 0, exhausted: pick.exhausted, nextDueMs: pick.nextDueMs }
}

/** A retry that came due makes an old survey stale, as does every event folded since. */
export const survey = (dialer: Dialer, outreach: OutreachId, now: Now): readonly [Dialer, Survey] => {
  const key = `${dialer.history.at}/${dialer.history.outreaches.get(outreach)?.callsAt ?? '-'}`
  const known = dialer.surveys.get(outreach)
  const isFresh =
    known?.key === key && (known.callable || known.nextDueMs === null || now.wall < known.nextDueMs)
  if (isFresh) return [dialer, known]
  const fresh = look(dialer, outreach, key, now)
  return [{ ...dialer, surveys: new Map(dialer.surveys).set(outreach, fresh) }, fresh]
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
