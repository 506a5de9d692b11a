/** Carries out what a machine wants done, and tells it what came of it. */
import type { Carrier, Permission } from '@lastcall/carrier'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { callsStream, campaignStream } from '@lastcall/domain'
import type { Recorded, Revision, StreamName, Unavailable } from '@lastcall/eventlog'
import { after } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { Dialer, DialerEffect, DialerInput } from '../worker'
import type { Tail } from '../worker/input'
import type { PhoneBook } from './phone-book'
import type { WorkerPorts } from './ports'

export interface Performing {
  readonly ports: WorkerPorts
  readonly campaign: CampaignId
  readonly book: PhoneBook
  readonly dialer: () => Dialer
  /** Asked in the turn of the carrier's write. */
  readonly gate: (attempt: Parameters<Carrier['find']>[0]) => Permission
}

type Of<Is extends DialerEffect['is']> = Extract<DialerEffect, { is: Is }>

const pageSize = 1_000

const readToHead = async (
  { store }: WorkerPorts,
  stream: StreamName,
  from: Revision,
): Promise<Either<Unavailable, readonly Recorded[]>> => {
  const events: Recorded[] = []
  for (let next = from; ;) {
    const page = await store.read(stream, next, pageSize)()
    if (page._tag === 'Left') return page
    events.push(...page.right.events)
    const last = page.right.events.at(-1)
    if (page.right.atHead || last === undefined) return right(events)
    next = after(last.revision)
  }
}

/** Facts of every outreach to their heads, then the campaign's own stream (law 5). */
const readTail = async (
  { ports, campaign }: Performing,
  want: Of<'read tail'>,
): Promise<Either<Unavailable, Tail>> => {
  const calls: (readonly [OutreachId, readonly Recorded[]])[] = []
  for (const [outreach, from] of want.calls) {
    const facts = await readToHead(ports, callsStream(outreach), from)
    if (facts._tag === 'Left') return left(facts.left)
    calls.push([outreach, facts.right])
  }
  const own = await readToHead(ports, campaignStream(campaign), want.campaign)
  return own._tag === 'Left' ? own : right({ calls, campaign: own.right })
}

const originate = async (at: Performing, want: Of<'originate'>): Promise<DialerInput> => {
  const { attempt } = want
  const notSent = (why: string): DialerInput => ({
    is: 'originated',
    attempt,
    answer: { is: 'not sent', why },
  })
  const to = await at.book.numberOf(want.outreach, want.recipient)
  if (to._tag === 'Left') return notSent(to.left)
  const { settings } = at.dialer().history.record.state
  if (settings === null) return notSent('the campaign has no settings')
  const { callerId: from, messageSha256 } = settings
  const request = { attempt, to: to.right, from, messageSha256 }
  const answer = await at.ports.carrier.originate(request, () => at.gate(attempt))()
  return { is: 'originated', attempt, answer }
}

/** What came of it, or null where nothing is to be told. A port that rejects is a defect and ends the process. */
export const perform = async (at: Performing, effect: DialerEffect): Promise<DialerInput | null> => {
  const { store, carrier, log } = at.ports
  switch (effect.is) {
    case 'append': {
      const { id, expected, event, lane } = effect
      const answer = await store.append(campaignStream(at.campaign), expected, [event], lane)()
      return { is: 'appended', id, answer }
    }
    case 'append facts': {
      const events = effect.events as unknown as ReadonlyNonEmptyArray<(typeof effect.events)[number]>
      const answer = await store.append(callsStream(effect.outreach), 'anything', events)()
      return { is: 'facts appended', outreach: effect.outreach, answer }
    }
    case 'read tail':
      return { is: 'tail', answer: await readTail(at, effect) }
    case 'look':
      return { is: 'looked', answer: await store.last(campaignStream(at.campaign))() }
    case 'open contacts': {
      const { outreach, chunk } = effect
      return { is: 'contacts', outreach, chunk, answer: await at.book.contacts(outreach, chunk) }
    }
    case 'originate':
      return originate(at, effect)
    case 'find':
      return { is: 'found', attempt: effect.attempt, found: await carrier.find(effect.attempt)() }
    case 'hang up': {
      const { attempt, how } = effect
      return { is: 'hung up', attempt, answer: await carrier.hangUp(attempt, how)() }
    }
    case 'say':
      log.say(effect.level, effect.what, at.campaign)
      return null
  }
}
