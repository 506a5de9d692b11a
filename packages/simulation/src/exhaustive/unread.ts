/** What some process has not read yet: the only part of the log that a later step can bring to anybody. */
import { callsCodec, campaignCodec } from '@lastcall/domain'
import type { CallFact, CampaignEvent } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { repeats } from './log'
import type { Small } from './small'
import { own } from './small'
import type { Heads } from './write-event'

type Written = Pick<Recorded, 'type' | 'data'>

/** What an event says is the same wherever it stands: it is decoded once. */
const understood = new WeakMap<object, CampaignEvent | CallFact>()

export const eventOf = (recorded: Written): CampaignEvent => {
  const known = understood.get(recorded.data as object)
  if (known !== undefined) return known as CampaignEvent
  const event = campaignCodec.decode(recorded as Recorded)
  if (event._tag === 'Left') throw new Error(`unreadable: ${recorded.type}`)
  understood.set(recorded.data as object, event.right)
  return event.right
}

export const factOf = (recorded: Written): CallFact => {
  const known = understood.get(recorded.data as object)
  if (known !== undefined) return known as CallFact
  const fact = callsCodec.decode(recorded as Recorded)
  if (fact._tag === 'Left') throw new Error(`unreadable: ${recorded.type}`)
  understood.set(recorded.data as object, fact.right)
  return fact.right
}

/** What some process has not read yet, or what a reading under way will bring. */
export const firstUnread = (small: Small): { readonly own: number; readonly facts: number } => {
  let [first, firstFact] = [Infinity, Infinity]
  for (const { dialer } of small.processes) {
    if (dialer === null) continue
    first = Math.min(first, (dialer.history.at ?? -1) + 1)
    for (const { callsAt } of dialer.history.outreaches.values())
      firstFact = Math.min(firstFact, (callsAt ?? -1) + 1)
  }
  for (const message of small.messages) {
    if (message.is !== 'input' || message.input.is !== 'tail' || message.input.answer._tag === 'Left')
      continue
    const { calls, campaign } = message.input.answer.right
    first = Math.min(first, campaign[0]?.revision ?? Infinity)
    firstFact = Math.min(firstFact, calls[0]?.[1][0]?.revision ?? Infinity)
  }
  return { own: first, facts: firstFact }
}

const old = 9_998

/** What nobody has read yet, without repeats; how far each revision is from the head, counted in what is left. */
export const unreadOf = (small: Small, first: number): readonly [readonly Recorded[], Heads['own']] => {
  const awaited = small.processes.map(({ dialer }) => dialer?.slot?.id)
  const events = first === Infinity ? [] : small.store.read(own, first)
  const kept = events.filter(({ data, id }) => !repeats.has(data as object) || awaited.includes(id))
  const head = small.store.read(own, 0).length - 1
  const distance = (revision: number): number => {
    if (revision >= head || revision === -1) return revision >= head ? head - revision : old
    if (revision < first - 1) return old
    return 1 + 2 * kept.filter((event) => event.revision > revision).length
  }
  return [kept, distance]
}
