/** A campaign's history, from its snapshot where there is one, folded to the head of its streams. */
import type { CampaignId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { EventStore } from '@lastcall/eventlog'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { History } from '../packed/history'
import { historyOf } from '../packed/history'
import type { LoadFailure } from '../packed/load'
import { loadHistory } from '../packed/load'
import type { CampaignRecord } from '../record'
import { decodeHistory } from './history'
import type { SnapshotStore } from './port'

/** The name of a campaign's history among the snapshots. */
export const historySnapshot = (campaign: CampaignId): string => `campaign-${campaign}`

/** `known`: the campaign as the lists have it, if they were read. */
export const loadKept =
  ({ store, snapshots }: { readonly store: EventStore; readonly snapshots: SnapshotStore }) =>
  (campaign: CampaignId, known: CampaignRecord | null): TaskEither<LoadFailure, History> =>
  async () => {
    const bytes = await snapshots.load(historySnapshot(campaign))()
    const kept = bytes === null ? null : decodeHistory(campaign, bytes)
    const newest = await store.last(campaignStream(campaign))()
    if (newest._tag === 'Left') return newest
    const head = newest.right._tag === 'Some' ? newest.right.value.revision : -1
    // A log that was taken back from a backup may end before the snapshot, which is then of another past.
    const isOfThisLog = kept !== null && (kept.at ?? -1) <= head
    return loadHistory(store)(isOfThisLog ? kept : historyOf(campaign, known))()
  }
