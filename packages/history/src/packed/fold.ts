/** Folding pages of the two kinds of streams into a history, in either order, strictly. */
import type { CampaignEvent, OutreachId } from '@lastcall/domain'
import { callsCodec, campaignCodec, evolveAuthorized, evolveFact } from '@lastcall/domain'
import type { Recorded, Revision, Unreadable } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { evolveRecord } from '../record'
import type { History } from './history'
import { retryOf, withRoom } from './history'

/** The same history, changed in what it owns, unless the event says more than who is called. */
const folded = (history: History, event: CampaignEvent, at: Revision): History => {
  const record = evolveRecord(history.record, event, at)
  const next = record === history.record ? history : withRoom({ ...history, record })
  if (event.type === 'CallsAuthorized') {
    const outreach = next.outreaches.get(event.outreach)
    if (outreach !== undefined) evolveAuthorized(outreach.recipients, event)
  }
  return next
}

/** One event of the campaign's stream at its revision. */
export const evolveHistory = (history: History, event: CampaignEvent, at: Revision): History => ({
  ...folded(history, event, at),
  at,
})

/** Events of the campaign's stream that stand one behind the other, the first of them at its revision. */
export const evolveHistoryAll = (
  from: History,
  events: readonly CampaignEvent[],
  first: Revision,
): History => {
  let history = from
  let next: number = first
  for (const event of events) {
    history = folded(history, event, revision(next))
    next += 1
  }
  return events.length === 0 ? from : { ...history, at: revision(next - 1) }
}

/** Events at or before the revision already folded are passed over, so a page may overlap. */
export const foldCampaignPage = (from: History, page: readonly Recorded[]): Either<Unreadable, History> => {
  const fresh = page.filter(({ revision: at }) => from.at === null || at > from.at)
  const events: CampaignEvent[] = []
  for (const recorded of fresh) {
    const decoded = campaignCodec.decode(recorded)
    if (decoded._tag === 'Left') return left(decoded.left)
    events.push(decoded.right)
  }
  const [first] = fresh
  return right(first === undefined ? from : evolveHistoryAll(from, events, first.revision))
}

/** Facts of an outreach that the history has no room for yet are left for later: their revision does not move. */
export const foldCallsPage = (
  history: History,
  id: OutreachId,
  page: readonly Recorded[],
): Either<Unreadable, History> => {
  const outreach = history.outreaches.get(id)
  if (outreach === undefined) return right(history)
  const retry = retryOf(history)
  let callsAt = outreach.callsAt
  for (const recorded of page) {
    if (callsAt !== null && recorded.revision <= callsAt) continue
    const decoded = callsCodec.decode(recorded)
    if (decoded._tag === 'Left') return left(decoded.left)
    evolveFact(outreach.recipients, decoded.right, retry)
    callsAt = recorded.revision
  }
  return right({ ...history, outreaches: new Map(history.outreaches).set(id, { ...outreach, callsAt }) })
}
