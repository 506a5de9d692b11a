/** What an audit knows of a campaign: its record and the exact story of every attempt. Owned by whoever replays. */
import type { AttemptId, CampaignId, OutreachId, Recipients } from '@lastcall/domain'
import { noRecipients } from '@lastcall/domain'
import type { CampaignRecord } from '@lastcall/history'
import { emptyRecord } from '@lastcall/history'
import type { Attempt, Placed, Stood } from './attempt'
import type { Book } from './book'
import { attemptAt, emptyBook, recipientAt, rowBefore } from './book'
import type { List } from './list'
import { noList, rowAt, rowsOf } from './list'
import type { Newest } from './newest'
import { newestOf, noNewest } from './newest'
import type { AllBatches, Attempts } from './told'
import { attemptsIn, batchesIn } from './told'

/** A fact that does not fit any authorization. */
export interface Misfit extends Stood {
  readonly type: string
  readonly attempt: AttemptId
  readonly why:
    | 'was never authorized'
    | 'belongs to another outreach'
    | 'was authorized for another recipient or number'
    | 'left the gate of an incarnation that did not authorize it'
}

export interface Quiet extends Stood {
  readonly stop: number
  /** -1: no fact was there yet. */
  readonly callsSeen: number
  readonly waitedMs: number
  readonly last: AttemptId | null
  readonly open: readonly AttemptId[]
}

export interface OutreachEvidence {
  readonly outreach: OutreachId
  scheduled: Stood | null
  recipients: Recipients
  /** Where its attempts are written down, with those of the other outreaches. */
  readonly book: Book
  /** How many authorizations it has. */
  authorizations: number
  /** The row of the newest authorization of each recipient; earlier ones hang on it. */
  readonly latest: Newest
  /** Rows in the order of their first `CallPlaced`. */
  readonly placed: List
  /** Every `OutreachStopped` of it, and the deletion, in order. */
  readonly revoked: Stood[]
  quiet: Quiet | null
  readonly misfits: Misfit[]
  /** Revision of the first opt-out of a recipient. */
  readonly optedOut: Map<number, number>
  /** How many events its `calls-` stream holds. */
  facts: number
}

/** A call that was authorized while the recipient's window was shut. */
export interface OutOfHours extends Stood {
  readonly outreach: OutreachId
  readonly recipient: number
  /** Of the recipient's day, by the offset that the authorization names. */
  readonly minute: number
}

export interface Evidence {
  readonly campaign: CampaignId
  record: CampaignRecord
  deleted: Stood | null
  readonly batches: AllBatches
  readonly outOfHours: OutOfHours[]
  /** How many events the suppression stream holds; null: it was not read. */
  suppressions: number | null
  readonly book: Book
  /** By id, as first authorized. */
  readonly attempts: Attempts
  readonly outreaches: Map<OutreachId, OutreachEvidence>
  /** Events read, readable or not. */
  events: number
  /** How often each event type was met that this version does not know. */
  readonly unknown: Map<string, number>
  readonly malformed: (Stood & { readonly stream: string; readonly type: string })[]
}

export const noEvidence = (campaign: CampaignId): Evidence => {
  const book = emptyBook()
  return { ...nothing(), campaign, book, batches: batchesIn(book), attempts: attemptsIn(book) }
}

const nothing = (): Omit<Evidence, 'campaign' | 'book' | 'batches' | 'attempts'> => ({
  record: emptyRecord,
  deleted: null,
  outOfHours: [],
  suppressions: null,
  outreaches: new Map(),
  events: 0,
  unknown: new Map(),
  malformed: [],
})

/** The evidence of an outreach, begun at its first mention. */
export const outreachIn = (evidence: Evidence, outreach: OutreachId): OutreachEvidence => {
  const known = evidence.outreaches.get(outreach)
  if (known !== undefined) return known
  const begun: OutreachEvidence = {
    outreach,
    scheduled: null,
    recipients: noRecipients(0, 0),
    book: evidence.book,
    authorizations: 0,
    latest: noNewest(),
    placed: noList(),
    revoked: [],
    quiet: null,
    misfits: [],
    optedOut: new Map(),
    facts: 0,
  }
  evidence.outreaches.set(outreach, begun)
  return begun
}

/** Every authorization of an outreach, each recipient's newest first. */
export function* attemptsOf({ book, latest }: OutreachEvidence): Generator<Attempt> {
  for (const first of rowsOf(latest.firsts)) {
    const newest = newestOf(latest, recipientAt(book, first))
    for (let row = newest; row >= 0; row = rowBefore(book, row)) yield attemptAt(book, row)
  }
}

/** Its attempts in the order of their first `CallPlaced`. */
export function* placedOf({ book, placed }: OutreachEvidence): Generator<Placed> {
  for (const row of rowsOf(placed)) yield attemptAt(book, row) as Placed
}

/** The attempt whose first `CallPlaced` is the newest, or null. */
export const lastPlacedOf = ({ book, placed }: OutreachEvidence): Placed | null =>
  placed.size === 0 ? null : (attemptAt(book, rowAt(placed, placed.size - 1)) as Placed)

/** The revision of the stop or deletion that ended the outreach, or null. */
export const stopOf = (evidence: Evidence, { outreach, revoked }: OutreachEvidence): Stood | null => {
  const at = evidence.record.stops.get(outreach)
  return revoked.find((stood) => stood.at === at) ?? null
}
