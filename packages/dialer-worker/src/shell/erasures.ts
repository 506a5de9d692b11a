/** Deletions that this worker has seen are carried to their end, whoever began them. */
import type { CampaignId } from '@lastcall/domain'
import type { WorkerPorts } from './ports'

const tryAgainAfterMs = 2_000

export interface Erasures {
  readonly finish: (campaign: CampaignId) => void
  readonly end: () => void
}

export const erasures = ({ erase, clock, log }: Pick<WorkerPorts, 'erase' | 'clock' | 'log'>): Erasures => {
  const done = new Set<CampaignId>()
  let ended = false
  const attempt = async (campaign: CampaignId): Promise<void> => {
    const erased = await erase(campaign)()
    if (erased._tag === 'Right' || ended) return
    log.say('warn', `the deletion is not finished, trying again: ${erased.left}`, campaign)
    clock.after(tryAgainAfterMs, () => {
      if (!ended) void attempt(campaign)
    })
  }
  return {
    finish: (campaign) => {
      if (done.has(campaign)) return
      done.add(campaign)
      void attempt(campaign)
    },
    end: () => {
      ended = true
    },
  }
}
