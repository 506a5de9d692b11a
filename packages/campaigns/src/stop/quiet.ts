/** Whether a stopped outreach has fallen quiet, decided on the campaign's own stream read through the stop. */
import type { AttemptId, OpenAttempt, OutreachId, Recipients } from '@lastcall/domain'
import { situation, situationAt } from '@lastcall/domain'
import type { History } from '@lastcall/history'

/** Monotonic clocks drift less than 1 %: a permit of another machine is dead after its time by this much more. */
const driftFactor = 1.01

/** When this process first saw each open attempt, ms on its own monotonic clock; no other time counts. */
export type FirstSeen = Map<AttemptId, number>

const openOf = (history: History, outreach: OutreachId): readonly OpenAttempt[] =>
  history.outreaches.get(outreach)?.recipients.open.values() ?? []

export const noteOpen = (seen: FirstSeen, history: History, outreach: OutreachId, mono: number): void => {
  for (const { attempt } of openOf(history, outreach)) if (!seen.has(attempt)) seen.set(attempt, mono)
}

const isPlaced = (recipients: Recipients, recipient: number): boolean =>
  situationAt(situation(recipients.codes[recipient] ?? 0)).stage !== 'idle'

/** Authorizations whose originate could still leave: not closed, not placed, and first seen too lately. */
export const mayStillLeave = (
  seen: FirstSeen,
  history: History,
  outreach: OutreachId,
  mono: number,
): number => {
  const recipients = history.outreaches.get(outreach)?.recipients
  if (recipients === undefined) return 0
  return openOf(history, outreach).filter(
    ({ attempt, recipient, permitMs }) =>
      !isPlaced(recipients, recipient) && mono - (seen.get(attempt) ?? mono) < permitMs * driftFactor,
  ).length
}
