/** Which campaigns a worker keeps a machine for: those where something may be owed, now or at a time that is set. */
import type { CampaignRecord } from '@lastcall/history'

/**
 * As far as the lifecycle tells. An outreach that quiesced with open calls is looked into: their outcomes may be
 * missing; the machine is put away as soon as it finds nothing to do.
 */
export const mayOwe = ({ state }: CampaignRecord): boolean =>
  [...state.outreaches.values()].some(
    ({ phase, stop }) =>
      phase === 'scheduled' ||
      phase === 'in progress' ||
      (stop !== null && (!stop.quiesced || stop.openWhenQuiesced > 0)),
  )
