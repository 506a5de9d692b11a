/** How a worker is, for health checks and people; nothing personal. */
import type { Health } from '@lastcall/carrier'
import type { CampaignId, IncarnationId } from '@lastcall/domain'
import { isClaimant } from '../claim'
import type { Runner } from './runner'

export interface CampaignStatus {
  readonly campaign: CampaignId
  /** This worker dials it. */
  readonly dials: boolean
  /** Calls that it has under way or follows. */
  readonly calls: number
  /** Why it must not dial it any more; null: it may. */
  readonly halted: string | null
}

export interface WorkerStatus {
  readonly worker: string
  readonly incarnation: IncarnationId
  /** False: somebody should look. */
  readonly healthy: boolean
  readonly carrier: Health
  /** False: the log's disk is nearly full, so nothing is authorized. */
  readonly hasRoom: boolean
  readonly feed: 'catching up' | 'live' | 'lost' | 'halted'
  readonly leaving: boolean
  readonly campaigns: readonly CampaignStatus[]
}

export const statusOf = (
  who: { readonly name: string; readonly incarnation: IncarnationId },
  runners: readonly Runner[],
  is: Pick<WorkerStatus, 'hasRoom' | 'feed' | 'leaving'> & { readonly health: Health },
): WorkerStatus => {
  const campaigns = runners.map((runner): CampaignStatus => {
    const { history, calls, halted } = runner.dialer()
    const dials = isClaimant(history.record.state.claim, who.incarnation)
    return { campaign: runner.campaign, dials, calls: calls.size, halted }
  })
  const sound = campaigns.every(({ halted }) => halted === null)
  return {
    worker: who.name,
    incarnation: who.incarnation,
    healthy: sound && is.hasRoom && is.health.is === 'healthy' && is.feed !== 'halted' && is.feed !== 'lost',
    carrier: is.health,
    hasRoom: is.hasRoom,
    feed: is.feed,
    leaving: is.leaving,
    campaigns,
  }
}
