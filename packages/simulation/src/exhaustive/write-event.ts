/** Events and facts written down: who, what and about whom; neither when nor by which number. */
import type { CallFact, CampaignEvent } from '@lastcall/domain'
import type { Ink } from './ink'
import type { Seat } from './seats'

export interface Heads {
  /** How far a revision of the campaign's stream is from its head. */
  readonly own: (revision: number) => number
  readonly facts: number
  readonly seat: Seat
}

const eventTypes = [
  'CampaignCreated',
  'OutreachScheduled',
  'OutreachStarted',
  'OutreachCompleted',
  'DialingClaimed',
  'DialingYielded',
  'CallsAuthorized',
  'OutreachStopped',
  'OutreachQuiesced',
  'CampaignDeleted',
]
const factTypes = [
  'CallPlaced',
  'CallRinging',
  'CallAnswered',
  'CallEnded',
  'CallReleased',
  'CallUnresolved',
  'OptOutRequested',
]

export const writeEvent = (ink: Ink, heads: Heads, event: CampaignEvent): void => {
  ink.put(eventTypes.indexOf(event.type))
  switch (event.type) {
    case 'CallsAuthorized':
      ink.id(event.incarnation)
      ink.put(event.calls.length)
      for (const [recipient, n, attempt] of event.calls) {
        ink.put(recipient)
        ink.put(n)
        ink.id(attempt)
      }
      return
    case 'DialingClaimed':
      ink.id(event.incarnation)
      ink.put(heads.seat(event.worker))
      return ink.flag(event.because === 'still here')
    case 'DialingYielded':
      return ink.id(event.incarnation)
    case 'OutreachQuiesced':
      ink.put(heads.facts - (event.callsSeen ?? -1))
      ink.flag(event.last === null)
      ink.put(event.open.length)
      for (const attempt of event.open) ink.id(attempt)
      return
    default:
  }
}

export const writeFact = (ink: Ink, fact: CallFact): void => {
  ink.put(factTypes.indexOf(fact.type))
  ink.id(fact.attempt)
  ink.id(fact.incarnation)
  if (fact.type === 'CallReleased') ink.flag(fact.proof === 'own-gate')
}
