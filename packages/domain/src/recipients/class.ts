/** The few classes of recipients that people count and stop reports list. */
import { reaches } from '../calls/disposition'
import type { Code } from './code'
import { closed, isOpen, optedOut, situation } from './code'
import type { Outcome } from './situation'
import { isUncalled, stages } from './situation'
import { situationAt, situationCount } from './table'

/**
 * `never attempted`: no call left for them. `not reached`: called, without success. `reached`: the message got
 * there. `unresolved`: nobody knows. `authorized`, `handed over`, `ringing`, `connected`: open, by stage.
 */
export const recipientClasses = [
  'never attempted',
  'not reached',
  'reached',
  'opted out',
  'unresolved',
  'authorized',
  'handed over',
  'ringing',
  'connected',
] as const
export type RecipientClass = (typeof recipientClasses)[number]

const closedClass = (outcome: Outcome): RecipientClass => {
  if (isUncalled(outcome)) return 'never attempted'
  if (outcome === 'unresolved') return 'unresolved'
  if (outcome === 'unwanted') return 'opted out'
  return reaches(outcome) ? 'reached' : 'not reached'
}

const openClasses = ['authorized', 'handed over', 'ringing', 'connected'] as const

const rank = (name: RecipientClass): number => recipientClasses.indexOf(name)

const byClosed = Uint8Array.from({ length: situationCount }, (_, s) =>
  rank(closedClass(situationAt(s).outcome)),
)
const byOpen = Uint8Array.from({ length: situationCount }, (_, s) =>
  rank(openClasses[stages.indexOf(situationAt(s).stage)] ?? 'authorized'),
)

/** Released after earlier attempts: the earlier ones still count as attempts that did not reach. */
const neverAttempted = rank('never attempted')
const notReached = rank('not reached')
const optedOutRank = rank('opted out')

/** Index into `recipientClasses`. `attempts` as of `code.ts`. */
export const classIndex = (code: Code, attempts: number): number => {
  if (isOpen(code)) return byOpen[situation(code)] as number
  if (optedOut(code)) return optedOutRank
  const known = byClosed[situation(code)] as number
  return known === neverAttempted && attempts > 0 && closed(code) > 0 ? notReached : known
}

const outcomeBySituation = Array.from({ length: situationCount }, (_, s) => situationAt(s).outcome)

/** How the highest closed authorization ended. */
export const outcomeOf = (code: Code): Outcome => outcomeBySituation[situation(code)] ?? 'none'
