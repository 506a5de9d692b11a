/** The campaign: the only place where calling is granted and revoked. */
import type { Decider } from '@lastcall/eventlog'
import type { CampaignCommand } from './command'
import { decide } from './decide'
import type { CampaignEvent } from './event'
import { evolve } from './evolve'
import type { CampaignRefusal } from './refusal'
import type { Campaign } from './state'
import { unborn } from './state'

export * from './command'
export * from './event'
export * from './import-event'
export * from './refusal'
export * from './settings'
export * from './state'
export * from './stream'
export type { Decision } from './decide'

export const campaignDecider: Decider<CampaignCommand, Campaign, CampaignEvent, CampaignRefusal> = {
  initial: unborn,
  decide,
  evolve,
}
