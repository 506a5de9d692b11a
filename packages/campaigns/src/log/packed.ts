/** The packed history of a campaign, from its snapshot where there is one, folded to the head of its streams. */
import type { CampaignId } from '@lastcall/domain'
import type { EventStore } from '@lastcall/eventlog'
import type { CampaignRecord, History, LoadFailure, SnapshotStore } from '@lastcall/history'
import { decodeHistory, historyOf, loadHistory } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'

/** The name under which the worker keeps a history among the snapshots; read here, written there. */
export const historySnapshot = (campaign: CampaignId): string => `campaign-${campaign}`

export const loadPacked = async (
  { store, snapshots }: { readonly store: EventStore; readonly snapshots: SnapshotStore },
  campaign: CampaignId,
  known: CampaignRecord | null,
): Promise<Either<LoadFailure, History>> => {
  const bytes = await snapshots.load(historySnapshot(campaign))()
  const kept = bytes === null ? null : decodeHistory(campaign, bytes)
  return loadHistory(store)(kept ?? historyOf(campaign, known))()
}
