/** What an audit knows of a campaign: its record and the exact story of every attempt. Owned by whoever replays. */
import type { AttemptId, CampaignId, OutreachId, Recipients } from '@lastcall/domain'
import { noRecipients } from '@lastcall/domain'
import type { CampaignRecord } from '@lastcall/history'
import { emptyRecord } from '@lastcall/history'
import type { Attempt, Stood } from './attempt'

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
  /** The newest authorization of each recipient; earlier ones hang on it. */
  readonly latest: Map<number, Attempt>
  /** Attempts in the order of their first `CallPlaced`. */
  readonly placed: Attempt[]
  /** Every `OutreachStopped` of it, and the deletion, in order. */
  readonly revoked: Stood[]
  quiet: Quiet | null
  readonly misfits: Misfit[]
  /** Revision of the first opt-out of a recipient. */
  readonly optedOut: Map<number, number>
  /** How many events its `calls-` stream holds. */
  facts: number
}

/** One `CallsAuthorized`. */
export interface Batch extends Stood {
  readonly outreach: OutreachId
  readonly calls: number
  /** How far the facts of each outreach were known; an outreach that is not named had no open call. */
  readonly callsSeen: readonly (readonly [OutreachId, number | null])[]
  readonly suppressionSeen: number | null
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
  readonly batches: Batch[]
  readonly outOfHours: OutOfHours[]
  /** How many events the suppression stream holds; null: it was not read. */
  suppressions: number | null
  /** By id, as first authorized. */
  readonly attempts: Map<AttemptId, Attempt>
  readonly outreaches: Map<OutreachId, OutreachEvidence>
  /** Events read, readable or not. */
  events: number
  /** How often each event type was met that this version does not know. */
  readonly unknown: Map<string, number>
  readonly malformed: (Stood & { readonly stream: string; readonly type: string })[]
}

export const noEvidence = (campaign: CampaignId): Evidence => ({
  campaign,
  record: emptyRecord,
  deleted: null,
  batches: [],
  outOfHours: [],
  suppressions: null,
  attempts: new Map(),
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
    latest: new Map(),
    placed: [],
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
export function* attemptsOf(of: OutreachEvidence): Generator<Attempt> {
  for (const newest of of.latest.values())
    for (let attempt: Attempt | null = newest; attempt !== null; attempt = attempt.previous) yield attempt
}

/** The revision of the stop or deletion that ended the outreach, or null. */
export const stopOf = (evidence: Evidence, { outreach, revoked }: OutreachEvidence): Stood | null => {
  const at = evidence.record.stops.get(outreach)
  return revoked.find((stood) => stood.at === at) ?? null
}
