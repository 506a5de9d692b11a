/** The lists as they are now, as a value: a lost store is an answer. */
import type { ListsTold } from '@lastcall/history'
import { currentLists } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { CampaignsDeps } from '../deps'
import type { StoreFailure } from '../failure'

export const readLists = async ({
  feed,
  snapshots,
}: Pick<CampaignsDeps, 'feed' | 'snapshots'>): Promise<Either<StoreFailure, ListsTold['lists']>> => {
  try {
    return right((await currentLists(feed, snapshots)).lists)
  } catch {
    return left({ is: 'store unavailable', why: 'the feed of the lists was lost' })
  }
}
