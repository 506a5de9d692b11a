/** What became of a stop that is in the log: its effect, or why it had none (law 1, R12). */
import type { CampaignId, OutreachId, Timestamp } from '@lastcall/domain'
import { campaignStream, hasEnded } from '@lastcall/domain'
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

/** The record behind our own stops: every one of these outreaches has ended in it. Lists that lag are asked again. */
export const recordBehind = async (
  deps: Deps,
  campaign: CampaignId,
  outreaches: readonly OutreachId[],
): Promise<Either<Failure, CampaignRecord>> => {
  const lists = await readLists(deps)
  if (lists._tag === 'Left') return lists
  const record = lists.right.get(campaign)
  const isBehind = outreaches.every((id) => {
    const outreach = record?.state.outreaches.get(id)
    return outreach !== undefined && hasEnded(outreach)
  })
  return record !== undefined && isBehind
    ? right(record)
    : left({ is: 'store unavailable', why: 'the lists do not show the stop yet' })
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
  if (stands === null) return left({ is: 'outreach completed' })
  const page = await store.read(campaignStream(campaign), stands.revision, 1)()
  if (page._tag === 'Left') return left({ is: 'store unavailable', why: page.left.why })
  if (page.right.events[0]?.id === ours) return right({ ...stands, was: 'stopped now' })
  const byDeletion = record.state.outreaches.get(outreach)?.stop?.sealedReason === null
  return byDeletion ? left({ is: 'campaign deleted' }) : right({ ...stands, was: 'already stopped' })
}
