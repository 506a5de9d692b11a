/** All that a worker must know of one campaign: its record and the packed recipients of every outreach. */
import type { CampaignId, OutreachId, Outreach, Recipients, Retry } from '@lastcall/domain'
import { noRecipients } from '@lastcall/domain'
import type { Revision } from '@lastcall/eventlog'
import type { CampaignRecord } from '../record'
import { emptyRecord } from '../record'

export interface OutreachHistory {
  readonly recipients: Recipients
  /** How far the outreach's facts are folded; null: not at all. */
  readonly callsAt: Revision | null
}

/** Used linearly: a fold hands out the next history and the one before must not be used again. */
export interface History {
  readonly campaign: CampaignId
  readonly record: CampaignRecord
  /** What the lists said of retries; facts that are folded before the campaign's own stream are due by it. */
  readonly toldRetry: Retry | null
  /** How far the campaign's own stream is folded; null: not at all. */
  readonly at: Revision | null
  readonly outreaches: ReadonlyMap<OutreachId, OutreachHistory>
}

const noRetry: Retry = { maxAttempts: 1, afterMs: {} }

export const retryOf = (history: History): Retry =>
  history.record.state.settings?.retry ?? history.toldRetry ?? noRetry

const fresh = (outreach: Outreach): OutreachHistory => ({
  recipients: noRecipients(outreach.recipients, Date.parse(outreach.startAt)),
  callsAt: null,
})

/** Makes room for the recipients of an outreach, once. */
export const withRoom = (history: History): History => {
  const missing = [...history.record.state.outreaches].filter(([id]) => !history.outreaches.has(id))
  if (missing.length === 0) return history
  const outreaches = new Map(history.outreaches)
  for (const [id, outreach] of missing) outreaches.set(id, fresh(outreach))
  return { ...history, outreaches }
}

/**
 * `known`: the campaign as the lists have it. With it the facts can be folded before the campaign's own stream, as
 * the protocol wants it; the record itself is folded from that stream alone.
 */
export const historyOf = (campaign: CampaignId, known: CampaignRecord | null): History => {
  const empty = { campaign, record: emptyRecord, toldRetry: null, at: null, outreaches: new Map() }
  if (known === null) return empty
  const { outreaches } = withRoom({ ...empty, record: known })
  return { ...empty, outreaches, toldRetry: known.state.settings?.retry ?? null }
}
