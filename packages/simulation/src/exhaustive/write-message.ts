/** What is under way, written down. */
import type { DialerInputOf } from '../world/machine'
import { agesOf, mostOf } from './ages'
import type { Ink } from './ink'
import type { Small, SmallMessage } from './small'
import { lifeOf } from './small'
import { eventOf, factOf } from './unread'
import type { Heads } from './write-event'
import { writeEvent, writeFact } from './write-event'

const kinds = ['append', 'facts', 'answer', 'read', 'write', 'originate', 'find', 'hang up', 'input']
const inputs: readonly DialerInputOf['is'][] = [
  'tail',
  'facts appended',
  'originated',
  'carrier event',
  'found',
  'hung up',
]
/** A revision that its reader has passed already tells it nothing. */
const unreadBy = (small: Small, heads: Heads, reader: number, revision: number): number =>
  revision <= (lifeOf(small, reader)?.dialer?.history.at ?? -1) ? -2 : heads.own(revision)

const writeInput = (ink: Ink, small: Small, heads: Heads, from: number, input: DialerInputOf): void => {
  ink.put(inputs.indexOf(input.is))
  if ('attempt' in input) ink.id(input.attempt)
  switch (input.is) {
    case 'tail': {
      if (input.answer._tag === 'Left') return ink.put(-1)
      const { calls, campaign } = input.answer.right
      const page = calls[0]?.[1] ?? []
      ink.put(page.length)
      ink.put(heads.facts - (page[0]?.revision ?? 0))
      ink.put(unreadBy(small, heads, from, campaign.at(-1)?.revision ?? -1))
      return
    }
    case 'facts appended':
      return ink.put(input.answer._tag === 'Left' ? -1 : heads.facts - input.answer.right)
    case 'originated':
      return ink.flag(input.answer.is === 'refused')
    case 'carrier event':
      return ink.id(input.event.attempt)
    case 'found': {
      const { found } = input
      return ink.put(found.is === 'found' ? (found.standing.is === 'ended' ? 2 : 1) : 0)
    }
    default:
  }
}

export const writeMessage = (ink: Ink, small: Small, heads: Heads, message: SmallMessage): void => {
  ink.put(kinds.indexOf(message.is))
  ink.id(`line ${message.from}`)
  ink.put(heads.seat(message.from % small.instance.workers))
  switch (message.is) {
    case 'append': {
      const { id, expected, event, held } = message
      ink.id(id)
      // Behind the head it is a conflict, however far.
      ink.put(
        typeof expected === 'number' ? Math.min(1, heads.own(expected)) : expected === 'anything' ? -2 : -3,
      )
      ink.flag(held)
      const what = eventOf(event)
      writeEvent(ink, heads, what)
      if (what.type !== 'CallsAuthorized') return
      const { age } = agesOf({ driftPpm: 0 }, small.now / 1_000)
      const sentAt = small.observer.sent.get(id) ?? small.now
      return ink.put(age(sentAt / 1_000, mostOf(small.instance).sent))
    }
    case 'facts':
      ink.put(message.events.length)
      for (const event of message.events) writeFact(ink, factOf(event))
      return
    case 'answer':
      ink.id(message.id)
      return ink.put(
        message.answer._tag === 'Left' ? -1 : unreadBy(small, heads, message.from, message.answer.right),
      )
    case 'read':
      return ink.put(heads.facts - message.calls)
    case 'write':
      ink.id(message.attempt)
      return ink.flag(message.held)
    case 'originate':
      ink.id(message.attempt)
      ink.flag(message.held)
      return ink.put(message.held ? small.tick - message.leftAt : 0)
    case 'find':
    case 'hang up':
      return ink.id(message.attempt)
    case 'input':
      return writeInput(ink, small, heads, message.from, message.input)
  }
}

/** Messages are a set: they are written in an order that does not tell how they came. */
export const order = (message: SmallMessage, workers: number, { seat }: Heads): number => {
  const life = Math.floor(message.from / workers)
  const isHeld = 'held' in message && message.held
  return kinds.indexOf(message.is) * 1_000 + life * 100 + seat(message.from % workers) * 10 + (isHeld ? 1 : 0)
}
