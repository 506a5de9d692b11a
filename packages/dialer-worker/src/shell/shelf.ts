/** Histories between the log and a machine: taken from a snapshot and brought to the head, and put back now and then. */
import type { CampaignId } from '@lastcall/domain'
import { describeUnreadable } from '@lastcall/eventlog'
import type { CampaignRecord, History } from '@lastcall/history'
import { encodeHistory, historySnapshot, loadKept } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left } from 'fp-ts/lib/Either'
import type { WorkerPorts } from './ports'

/** How many events a history stands for: what a snapshot of it saves a successor from reading. */
export const eventsIn = (history: History): number => {
  let events = (history.at ?? -1) + 1
  for (const { callsAt } of history.outreaches.values()) events += (callsAt ?? -1) + 1
  return events
}

export interface Shelf {
  /** The history at the head of the log. `known`: the campaign as the lists have it. Left: why, in words. */
  readonly take: (campaign: CampaignId, known: CampaignRecord) => Promise<Either<string, History>>
  /** Keeps a snapshot; a failure costs the next start some time and nothing else. */
  readonly put: (history: History) => Promise<void>
  readonly drop: (campaign: CampaignId) => Promise<void>
}

export const shelf = ({ store, snapshots }: Pick<WorkerPorts, 'store' | 'snapshots'>): Shelf => ({
  take: async (campaign, known) => {
    const loaded = await loadKept({ store, snapshots })(campaign, known)()
    if (loaded._tag === 'Right') return loaded
    return left(loaded.left.is === 'unavailable' ? loaded.left.why : describeUnreadable(loaded.left))
  },
  put: async (history) => {
    await snapshots.save(historySnapshot(history.campaign), encodeHistory(history))()
  },
  drop: async (campaign) => {
    await snapshots.remove(historySnapshot(campaign))()
  },
})
