/** A campaign with the revisions of its stops: the same fold serves the lists, the worker and the audit. */
import type { CampaignEvent, OutreachId } from '@lastcall/domain'
import { awaitsQuiet, campaignDecider } from '@lastcall/domain'
import type { Campaign } from '@lastcall/domain'
import type { Revision } from '@lastcall/eventlog'

export interface CampaignRecord {
  readonly state: Campaign
  /** Revision of the stop, or of the deletion, that ended each outreach. */
  readonly stops: ReadonlyMap<OutreachId, Revision>
}

export const emptyRecord: CampaignRecord = { state: campaignDecider.initial, stops: new Map() }

const newlyStopped = (before: Campaign, now: Campaign): readonly OutreachId[] =>
  [...now.outreaches].flatMap(([id, outreach]) => {
    const was = before.outreaches.get(id)
    return awaitsQuiet(outreach) && was?.stop == null ? [id] : []
  })

export const evolveRecord = (record: CampaignRecord, event: CampaignEvent, at: Revision): CampaignRecord => {
  const state = campaignDecider.evolve(record.state, event)
  if (state === record.state) return record
  if (event.type !== 'OutreachStopped' && event.type !== 'CampaignDeleted') return { ...record, state }
  const stops = new Map(record.stops)
  for (const id of newlyStopped(record.state, state)) stops.set(id, at)
  return { state, stops }
}
