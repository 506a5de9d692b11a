/** A deletion asked for again: what an interrupted one left is removed now; where nothing was left, it is refused. */
import type { CampaignId } from '@lastcall/domain'
import { campaignOf, recipientsPrefix } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { erase } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { unfinished } from './finish'

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'keys' | 'snapshots'>

/** The deletion that counts is the first. */
const deletionOf = async (
  { feed }: Pick<Deps, 'feed'>,
  campaign: CampaignId,
): Promise<Either<Failure, Recorded>> => {
  const ended = new AbortController()
  try {
    for await (const item of feed.follow({ types: ['CampaignDeleted'] }, null, ended.signal)) {
      if (item.is === 'caught-up') break
      if (campaignOf(item.event.stream) === campaign) return right(item.event)
    }
  } catch {
    return left({ is: 'store unavailable', why: 'the feed of deletions was lost' })
  } finally {
    ended.abort()
  }
  return left({ is: 'store unavailable', why: 'the feed does not show the deletion yet' })
}

export interface Finished {
  readonly deletion: Recorded
  readonly streams: number
}

export const finishOne = async (deps: Deps, campaign: CampaignId): Promise<Either<Failure, Finished>> => {
  const todo = await unfinished(deps, [campaign])
  if (todo._tag === 'Left') return todo
  if (todo.right.length === 0) return left({ is: 'campaign deleted' })
  const erased = await erase(deps)(campaign, recipientsPrefix(campaign))()
  if (erased._tag === 'Left') return left({ is: 'erasure unfinished', because: erased.left })
  const deletion = await deletionOf(deps, campaign)
  return deletion._tag === 'Left'
    ? deletion
    : right({ deletion: deletion.right, streams: erased.right.streams })
}
