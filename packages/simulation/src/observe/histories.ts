/** What a process has read, held against the order of reading: no history shows a fact of an authorization it does not show. */
import { authorized, closed, isOpen, situation, situationAt } from '@lastcall/domain'
import type { AttemptId, Code, OutreachId } from '@lastcall/domain'
import type { History } from '@lastcall/history'
import type { World } from '../world/world'
import { demand } from './observer'

const stageOf = (code: Code) => situationAt(situation(code)).stage

const isAhead = (code: Code): boolean =>
  closed(code) > authorized(code) || (stageOf(code) !== 'idle' && !isOpen(code))

/** Facts are read first and the campaign's own stream last (law 5): what facts tell of has been authorized. */
export const judgeHistory = (world: World, who: string, { outreaches }: History): void => {
  for (const { recipients } of outreaches.values())
    demand(
      world.observer,
      !recipients.codes.some(isAhead),
      'law 5',
      () => `${who} has read a fact of an authorization that it has not read`,
    )
}

/** As this history tells it: open, and a CallPlaced or a later sign of the call stands. */
export const isPlacedIn = (
  history: History,
  outreach: OutreachId,
  recipient: number,
  attempt: AttemptId,
): boolean => {
  const recipients = history.outreaches.get(outreach)?.recipients
  if (recipients?.open.get(recipient)?.attempt !== attempt) return false
  return stageOf(recipients.codes[recipient] ?? 0) !== 'idle'
}
