/** Takes recorded events into the evidence, one by one and in the order of each stream. */
import type { CampaignEvent, CallFact, OutreachId, OpenAttempts } from '@lastcall/domain'
import {
  callsCodec,
  campaignCodec,
  evolveAuthorized,
  evolveFact,
  localMinute,
  noRecipients,
  openAttempts,
  windowIsOpen,
} from '@lastcall/domain'
import type { Codec, Recorded } from '@lastcall/eventlog'
import { evolveRecord } from '@lastcall/history'
import type { Stood } from './attempt'
import { addBatch, incarnationOf, outreachOf } from './batch'
import type { Book } from './book'
import { batchOf, enter, firstRowOf, numberAt, recipientAt } from './book'
import type { Evidence, Misfit } from './evidence'
import { outreachIn } from './evidence'
import { addTo } from './list'
import { newestOf, setNewest } from './newest'
import { tell } from './tell'

const stoodAt = ({ revision: at, recordedUs: us }: Recorded): Stood => ({ at, us })

/** Retries are the worker's business: an audit counts, it does not schedule. */
const noRetry = { maxAttempts: 1, afterMs: {} }

const askHours = (
  evidence: Evidence,
  { at, outreach, calls }: Extract<CampaignEvent, { type: 'CallsAuthorized' }>,
  granted: Stood,
): void => {
  const hours = evidence.record.state.settings?.hours
  if (hours === undefined) return
  const wallMs = Date.parse(at)
  for (const [recipient, , , offset] of calls)
    if (!windowIsOpen(hours, wallMs, offset))
      evidence.outOfHours.push({ ...granted, outreach, recipient, minute: localMinute(wallMs, offset) })
}

const grant = (
  evidence: Evidence,
  event: Extract<CampaignEvent, { type: 'CallsAuthorized' }>,
  granted: Stood,
): void => {
  const { outreach, incarnation, permitMs, calls, callsSeen, suppressionSeen } = event
  const known = outreachIn(evidence, outreach)
  const { book } = evidence
  const factsSeen = callsSeen.find(([id]) => id === outreach)?.[1] ?? -1
  addBatch(book.batches, book.names, {
    at: granted.at,
    us: granted.us,
    outreach,
    incarnation,
    permitMs,
    calls: calls.length,
    factsSeen,
    callsSeen,
    suppressionSeen,
  })
  askHours(evidence, event, granted)
  evolveAuthorized(known.recipients, event)
  for (const call of calls) {
    const [recipient] = call
    setNewest(known.latest, recipient, enter(book, call, newestOf(known.latest, recipient)))
    known.authorizations += 1
  }
}

/** Grants are read before any fact, so every call would be open at once here; the book has them all anyway. */
const keepsNone = (): OpenAttempts => ({ ...openAttempts(), put: () => undefined })

const lifecycle = (evidence: Evidence, event: CampaignEvent, stood: Stood): void => {
  switch (event.type) {
    case 'CallsAuthorized':
      return grant(evidence, event, stood)
    case 'OutreachScheduled': {
      const known = outreachIn(evidence, event.outreach)
      if (known.scheduled !== null) return
      known.scheduled = stood
      known.recipients = {
        ...noRecipients(event.recipients, Date.parse(event.startAt)),
        open: keepsNone(),
      }
      return
    }
    case 'OutreachStopped':
      outreachIn(evidence, event.outreach).revoked.push(stood)
      return
    case 'OutreachQuiesced': {
      const { stop, waitedMs, last, open } = event
      outreachIn(evidence, event.outreach).quiet ??= {
        ...stood,
        stop,
        waitedMs,
        last,
        open,
        callsSeen: event.callsSeen ?? -1,
      }
      return
    }
    case 'CampaignDeleted':
      evidence.deleted ??= stood
      for (const known of evidence.outreaches.values()) known.revoked.push(stood)
      return
    default:
  }
}

const misfitOf = (book: Book, outreach: OutreachId, fact: CallFact, row: number): Misfit['why'] | null => {
  if (row < 0) return 'was never authorized'
  const { batches, names } = book
  const batch = batchOf(book, row)
  if (outreachOf(batches, names, batch) !== outreach) return 'belongs to another outreach'
  if (recipientAt(book, row) !== fact.recipient || numberAt(book, row) !== fact.n)
    return 'was authorized for another recipient or number'
  return fact.type === 'CallPlaced' && fact.incarnation !== incarnationOf(batches, names, batch)
    ? 'left the gate of an incarnation that did not authorize it'
    : null
}

const factOf = (evidence: Evidence, outreach: OutreachId, fact: CallFact, stood: Stood): void => {
  const known = outreachIn(evidence, outreach)
  const { book } = evidence
  if (fact.type === 'OptOutRequested' && !known.optedOut.has(fact.recipient))
    known.optedOut.set(fact.recipient, stood.at)
  const row = firstRowOf(book, fact.attempt)
  const why = misfitOf(book, outreach, fact, row)
  if (why !== null) known.misfits.push({ ...stood, type: fact.type, attempt: fact.attempt, why })
  evolveFact(known.recipients, fact, noRetry)
  if (row < 0 || why === 'belongs to another outreach') return
  if (numberAt(book, row) !== fact.n) return
  if (tell(book, row, fact, stood)) addTo(known.placed, row)
}

/** A report skips what it cannot read, counts it, and says so. */
const readable = <E>(evidence: Evidence, codec: Codec<E>, recorded: Recorded): E | null => {
  evidence.events += 1
  const decoded = codec.decode(recorded)
  if (decoded._tag === 'Right') return decoded.right
  const { type, stream } = recorded
  if (decoded.left.is === 'malformed') evidence.malformed.push({ ...stoodAt(recorded), stream, type })
  else evidence.unknown.set(type, (evidence.unknown.get(type) ?? 0) + 1)
  return null
}

/** The next event of the campaign's own stream. */
export const seeCampaign = (evidence: Evidence, recorded: Recorded): void => {
  const event = readable(evidence, campaignCodec, recorded)
  if (event === null) return
  evidence.record = evolveRecord(evidence.record, event, recorded.revision)
  lifecycle(evidence, event, stoodAt(recorded))
}

/** The next event of an outreach's facts. All authorizations that it may speak of must have been seen. */
export const seeFact = (evidence: Evidence, outreach: OutreachId, recorded: Recorded): void => {
  const fact = readable(evidence, callsCodec, recorded)
  outreachIn(evidence, outreach).facts = recorded.revision + 1
  if (fact !== null) factOf(evidence, outreach, fact, stoodAt(recorded))
}

/** The next event of the suppression stream, which is one for all campaigns: no event of this one. */
export const seeSuppression = (evidence: Evidence, { revision }: Recorded): void => {
  evidence.suppressions = revision + 1
}
