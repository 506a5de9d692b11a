/** The three texts that an event seals, each openable for its own purpose only. */
import type { CampaignId, Sealed } from '@lastcall/domain'
import type { DataKey } from '@lastcall/vault'
import { open, seal } from '@lastcall/vault'

export type Purpose = 'campaign name' | 'file name' | 'stop reason'

/** A text without a key to seal it under: kept empty rather than readable. */
export const nothingSealed = '' as Sealed

export const sealText = (key: DataKey, campaign: CampaignId, purpose: Purpose, text: string): Sealed =>
  seal(key, { campaign, purpose }, text) as Sealed

/** Null when there is no key, nothing was sealed, or it does not open. */
export const openText = (
  key: DataKey | null,
  campaign: CampaignId,
  purpose: Purpose,
  sealed: Sealed | null,
): string | null => {
  if (key === null || sealed === null || sealed === nothingSealed) return null
  const opened = open(key, { campaign, purpose }, sealed)
  return opened._tag === 'Right' ? opened.right : null
}
