/** The reason of a stop, sealed if the key is at hand soon; a stop never fails, and never waits long, for want of a key. */
import type { CampaignId, Sealed } from '@lastcall/domain'
import type { CampaignsDeps } from '../deps'
import { nothingSealed, sealText } from '../log/sealing'

const keyWithinMs = 500

export const sealReason = async (
  { keys, wait }: Pick<CampaignsDeps, 'keys' | 'wait'>,
  campaign: CampaignId,
  reason: string,
): Promise<Sealed> => {
  const ended = new AbortController()
  const tooLate = wait(keyWithinMs, ended.signal).then(() => null)
  const asked = keys
    .get(campaign)()
    .catch(() => null)
  const key = await Promise.race([asked, tooLate])
  ended.abort()
  return key?._tag === 'Right' ? sealText(key.right, campaign, 'stop reason', reason) : nothingSealed
}
