/** Where a campaign's own history stands, and its recipients' ciphertext. */
import type { StreamName } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import type { CampaignId, OutreachId } from '../ids'
import { CampaignId as CampaignIdCodec } from '../ids'

export const campaignPrefix = 'campaign-'
export const campaignStream = (campaign: CampaignId): StreamName => streamName(`${campaignPrefix}${campaign}`)

/** The campaign whose history a stream is, or null. */
export const campaignOf = (stream: StreamName): CampaignId | null => {
  const id = stream.startsWith(campaignPrefix) ? stream.slice(campaignPrefix.length) : ''
  return CampaignIdCodec.is(id) ? id : null
}

/** One per import; an interrupted import leaves one too, so deletion goes by this prefix. */
export const recipientsPrefix = (campaign: CampaignId): string => `recipients-${campaign}-`
export const recipientsStream = (campaign: CampaignId, outreach: OutreachId): StreamName =>
  streamName(`${recipientsPrefix(campaign)}${outreach}`)
