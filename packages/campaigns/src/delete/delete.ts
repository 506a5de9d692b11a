/** Deletes a campaign: one event ends its dialing, then its key is destroyed and its ciphertext removed. */
import type { Actor, CampaignId, LiveCalls, Timestamp } from '@lastcall/domain'
import { campaignCodec, campaignDecider, recipientsPrefix, timestamp } from '@lastcall/domain'
import type { Revision } from '@lastcall/eventlog'
import { describeUnreadable } from '@lastcall/eventlog'
import type { Lists } from '@lastcall/history'
import { historySnapshot } from '@lastcall/history'
import { erase } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { Failure } from '../failure'
import { readLists } from '../log/lists'
import type { Patience } from '../stop/revoke'
import { persist, revoke } from '../stop/revoke'
import { finishOne } from './repeat'

export interface DeleteCommand extends Patience {
  readonly actor: Actor
  readonly campaign: CampaignId
  readonly liveCalls: LiveCalls
}

export interface CampaignGone {
  readonly at: Timestamp
  readonly revision: Revision
  /** Streams of ciphertext that were removed. */
  readonly streams: number
}

/** Wall time until which the records must be kept, or null. */
const retainUntil = (lastAt: Timestamp | null, forMs: number | null): Timestamp | null =>
  lastAt === null || forMs === null ? null : timestamp(Date.parse(lastAt) + forMs)

const again = async (deps: CampaignsDeps, campaign: CampaignId): Promise<Either<Failure, CampaignGone>> => {
  const finished = await finishOne(deps, campaign)
  if (finished._tag === 'Left') return finished
  const { deletion, streams } = finished.right
  const event = campaignCodec.decode(deletion)
  if (event._tag === 'Left') return left({ is: 'history unreadable', what: describeUnreadable(event.left) })
  return right({ at: event.right.at, revision: deletion.revision, streams })
}

/**
 * Final. `erasure unfinished`: the campaign is deleted all the same; a repeat or `finishDeletions` removes the rest.
 * Two deletions at once: the first one counts, and both succeed.
 */
export const deleteCampaign =
  (deps: CampaignsDeps) =>
  (from: DeleteCommand): TaskEither<Failure, CampaignGone> =>
  async () => {
    const { actor, campaign, liveCalls } = from
    const lists = await persist<Lists, Failure>(deps, from, false, () => readLists(deps))
    if (lists._tag === 'Left') return lists
    const state = lists.right.get(campaign)?.state ?? campaignDecider.initial
    const at = timestamp(deps.clock())
    const until = retainUntil(state.lastAt, deps.retainRecordsForMs)
    const decision = campaignDecider.decide(
      { type: 'DeleteCampaign', actor, at, liveCalls, retainUntil: until },
      state,
    )
    if (decision._tag === 'Left')
      return decision.left.is === 'campaign deleted' ? again(deps, campaign) : decision
    const [event] = decision.right
    if (event === undefined) return left({ is: 'campaign deleted' })
    const revoked = await revoke(deps, from, campaign, [[newEventId(deps), event]])
    if (revoked._tag === 'Left') return revoked
    await deps.snapshots.remove(historySnapshot(campaign))()
    const erased = await erase(deps)(campaign, recipientsPrefix(campaign))()
    return erased._tag === 'Left'
      ? left({ is: 'erasure unfinished', because: erased.left })
      : right({ at, revision: revoked.right, streams: erased.right.streams })
  }
