/** What one event says of one recipient, in a sentence without personal data, and who said it. */
import type { CallFact, CampaignEvent } from '@lastcall/domain'

/** Null: nobody in particular. */
export const whoOf = (event: CampaignEvent | CallFact): string | null => {
  if ('actor' in event) return `actor ${event.actor}`
  if ('incarnation' in event) return `incarnation ${event.incarnation}`
  if (!('by' in event)) return null
  return 'actor' in event.by ? `actor ${event.by.actor}` : `incarnation ${event.by.incarnation}`
}

export const factSays = (fact: CallFact): string => {
  switch (fact.type) {
    case 'CallPlaced':
      return `left the gate as pass ${fact.pass}, ${fact.permitAgeUs / 1_000} ms after its permit began`
    case 'CallRinging':
      return `rings, ${fact.sinceOriginateMs} ms after the originate`
    case 'CallAnswered':
      return `answered, ${fact.sinceOriginateMs} ms after the originate`
    case 'CallEnded':
      return `ended ${fact.disposition}, having rung ${fact.ringMs} ms and talked ${fact.talkMs} ms`
    case 'CallReleased':
      return fact.proof === 'own-gate'
        ? 'released: it never left the gate'
        : 'released: the carrier proves that it has no such call and never will'
    case 'CallUnresolved':
      return `unresolved: ${fact.why}`
    case 'OptOutRequested':
      return `asked not to be called again, by ${fact.via}`
  }
}

/** Null: the event is not about calling anybody of this outreach. */
export const lifecycleSays = (event: CampaignEvent): string | null => {
  switch (event.type) {
    case 'OutreachScheduled':
      return `scheduled among ${event.recipients} recipients, to start ${event.startAt}`
    case 'OutreachStarted':
      return 'the outreach started'
    case 'OutreachCompleted':
      return 'the outreach completed'
    case 'OutreachStopped':
      return `the outreach was stopped (live calls: ${event.liveCalls})`
    case 'OutreachQuiesced':
      return `the outreach is quiet: nothing more can leave; ${event.open.length} calls were still open`
    case 'CampaignDeleted':
      return `the campaign was deleted (live calls: ${event.liveCalls})`
    default:
      return null
  }
}
