/** The lists that people see, folded from lifecycle events alone: campaigns, and their outreaches by tab. */
import type { CampaignEvent, CampaignId, Outreach, OutreachId, Phase } from '@lastcall/domain'
import { campaignCodec, campaignOf } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import type { CampaignRecord } from '../record'
import { emptyRecord, evolveRecord } from '../record'

/** Deleted campaigns stay in the fold, so that their deletion can be finished; the lists do not show them. */
export type Lists = ReadonlyMap<CampaignId, CampaignRecord>

export const listsCodec = campaignCodec

export const evolveLists = (lists: Lists, event: CampaignEvent, recorded: Recorded): Lists => {
  const campaign = campaignOf(recorded.stream)
  if (campaign === null) return lists
  const before = lists.get(campaign) ?? emptyRecord
  const after = evolveRecord(before, event, recorded.revision)
  return after === before ? lists : new Map(lists).set(campaign, after)
}

/** R10: created and not deleted. */
export const campaignsIn = (lists: Lists): readonly (readonly [CampaignId, CampaignRecord])[] =>
  [...lists].filter(([, { state }]) => state.settings !== null && state.deleted === null)

/** R11: an outreach has one phase, so it is in exactly one tab. */
export const outreachesIn = (
  record: CampaignRecord,
  tab: Phase,
): readonly (readonly [OutreachId, Outreach])[] =>
  [...record.state.outreaches].filter(([, outreach]) => outreach.phase === tab)

/** The campaign that an outreach belongs to. */
export const campaignWith = (lists: Lists, outreach: OutreachId): CampaignId | null => {
  for (const [id, { state }] of lists) if (state.outreaches.has(outreach)) return id
  return null
}
