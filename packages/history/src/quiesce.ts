/** What is said when a stopped outreach has fallen quiet, by whoever says it: one account for workers and people (G4). */
import type { OutreachId, QuiesceOutreach } from '@lastcall/domain'
import { timestamp } from '@lastcall/domain'
import type { History } from './packed/history'

/**
 * It lists every attempt without a terminal fact: facts may lag, so too many perhaps, never too few. `waitedMs`: how
 * long the speaker has waited since it saw the stop. Null: no stop stands in the history.
 */
export const quiesceCommand = (
  history: History,
  outreach: OutreachId,
  by: QuiesceOutreach['by'],
  wallMs: number,
  waitedMs: number,
): QuiesceOutreach | null => {
  const held = history.outreaches.get(outreach)
  const stop = history.record.stops.get(outreach)
  if (held === undefined || stop === undefined) return null
  return {
    type: 'QuiesceOutreach',
    at: timestamp(wallMs),
    by,
    outreach,
    stop,
    callsSeen: held.callsAt,
    waitedMs,
    last: held.recipients.lastPlaced,
    open: held.recipients.open.values().map(({ attempt }) => attempt),
  }
}
