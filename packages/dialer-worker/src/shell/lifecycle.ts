/** Hears of every campaign through one small feed, for as long as the worker lives. */
import type { CampaignId } from '@lastcall/domain'
import { campaignOf } from '@lastcall/domain'
import { describeUnreadable } from '@lastcall/eventlog'
import type { CampaignRecord, Lists, ListsAt } from '@lastcall/history'
import { followLists, loadLists, saveLists } from '@lastcall/history'
import type { WorkerPorts } from './ports'

export interface LifecycleNews {
  /** The lists are as new as the log was a moment ago; the first time, every campaign is told of. */
  readonly onCaughtUp: (lists: Lists) => void
  readonly onCampaign: (campaign: CampaignId, record: CampaignRecord) => void
  /** Something in the feed cannot be read by this version: it goes no further. */
  readonly onHalted: (why: string) => void
  readonly onLost: (why: string) => void
}

const resubscribeAfterMs = 250

/** Resolves when `until` is aborted or the feed has halted. */
export const followLifecycle = async (
  { feed, snapshots, clock }: Pick<WorkerPorts, 'feed' | 'snapshots' | 'clock'>,
  on: LifecycleNews,
  until: AbortSignal,
): Promise<void> => {
  let from: ListsAt = await loadLists(snapshots)
  // Asked anew each time: the signal changes while this waits.
  const isOver = (): boolean => until.aborted
  let heard = false
  while (!isOver()) {
    try {
      for await (const news of followLists(feed, from, 'stop', until)) {
        if (news.is === 'halted') return on.onHalted(describeUnreadable(news.because))
        heard = true
        from = { lists: news.lists, at: news.at }
        if (news.is === 'caught up') {
          on.onCaughtUp(news.lists)
          await saveLists(snapshots, from)
          continue
        }
        const campaign = campaignOf(news.recorded.stream)
        const record = campaign === null ? undefined : news.lists.get(campaign)
        if (campaign !== null && record !== undefined) on.onCampaign(campaign, record)
      }
    } catch (error) {
      on.onLost(error instanceof Error ? error.message : String(error))
      // A log that was taken back from a backup may end before what was kept of it.
      if (!heard) from = { lists: new Map(), at: null }
    }
    if (isOver()) return
    await new Promise<void>((resolve) => {
      clock.after(resubscribeAfterMs, resolve)
    })
  }
}
