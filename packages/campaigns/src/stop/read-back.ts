/** What became of a stop that is in the log: its effect, or why it had none (law 1, R12). */
import type { CampaignId, OutreachId, Timestamp } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { EventId, Revision } from '@lastcall/eventlog'
import type { CampaignRecord } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { readLists } from '../log/lists'

export interface Stopped {
  /** Wall time of the stop that counts. */
  readonly at: Timestamp
  /** Where the stop that counts stands in the campaign's stream: no authorization comes after it. */
  readonly revision: Revision
  readonly was: 'stopped now' | 'already stopped'
}

/** Null: it is stopped by nothing yet. */
export const standing = (
  record: CampaignRecord,
  outreach: OutreachId,
): Pick<Stopped, 'at' | 'revision'> | null => {
  const stop = record.state.outreaches.get(outreach)?.stop
  const revision = record.stops.get(outreach)
  return stop == null || revision === undefined ? null : { at: stop.at, revision }
}

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'snapshots'>

/** The record as it is behind our own event. */
export const recordNow = async (
  deps: Deps,
  campaign: CampaignId,
): Promise<Either<Failure, CampaignRecord>> => {
  const lists = await readLists(deps)
  if (lists._tag === 'Left') return lists
  const record = lists.right.get(campaign)
  return record === undefined ? left({ is: 'unknown campaign' }) : right(record)
}

/** `ours`: the id of the stop that this process appended. Recognised by it and by nothing else. */
export const effectOf = async (
  { store }: Pick<Deps, 'store'>,
  campaign: CampaignId,
  record: CampaignRecord,
  outreach: OutreachId,
  ours: EventId,
): Promise<Either<Failure, Stopped>> => {
  const stands = standing(record, outreach)
  if (stands === null) {
    if (record.state.outreaches.get(outreach)?.phase === 'completed')
      return left({ is: 'outreach completed' })
    return left({ is: record.state.deleted === null ? 'unknown outreach' : 'campaign deleted' })
  }
  const page = await store.read(campaignStream(campaign), stands.revision, 1)()
  if (page._tag === 'Left') return left({ is: 'store unavailable', why: page.left.why })
  if (page.right.events[0]?.id === ours) return right({ ...stands, was: 'stopped now' })
  const byDeletion = record.state.outreaches.get(outreach)?.stop?.sealedReason === null
  return byDeletion ? left({ is: 'campaign deleted' }) : right({ ...stands, was: 'already stopped' })
}
