/** What a command is decided on: the campaign as the lists have it, at a revision that the lists certainly include. */
import type { Campaign, CampaignId } from '@lastcall/domain'
import { campaignDecider, campaignStream } from '@lastcall/domain'
import type { Held } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { CampaignsDeps } from '../deps'
import type { StoreFailure } from '../failure'
import { readLists } from './lists'

/**
 * The look comes first and the lists after it, so no event up to `at` is missing from the state; some after it may
 * be in already. Should a conflict fold those again, their phases come out the same: every one of them is passed
 * over by a state that has it. The authorizations, which the lists leave out, change nothing that people command.
 */
export const holdCampaign = async (
  deps: Pick<CampaignsDeps, 'store' | 'feed' | 'snapshots'>,
  campaign: CampaignId,
): Promise<Either<StoreFailure, Held<Campaign>>> => {
  const look = await deps.store.last(campaignStream(campaign))()
  if (look._tag === 'Left') return left({ is: 'store unavailable', why: look.left.why })
  const lists = await readLists(deps)
  if (lists._tag === 'Left') return lists
  const at = look.right._tag === 'Some' ? look.right.value.revision : null
  return right({ state: lists.right.get(campaign)?.state ?? campaignDecider.initial, at })
}
