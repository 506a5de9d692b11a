/** A worker's turn: the real machine takes one input, and what it wants done is put on its way. */
import { dialer as machine } from '@lastcall/dialer-worker'
import type { AttemptId } from '@lastcall/domain'
import { copy } from '@lastcall/domain'
import { fromNullable } from 'fp-ts/lib/Option'
import { right } from 'fp-ts/lib/Either'
import { onSent } from '../observe/campaign'
import { left as leaving } from '../observe/gate'
import { onTurn } from '../observe/turns'
import type { Dialer, DialerEffectOf, DialerInputOf } from '../world/machine'
import { asWorld, judging } from './judge'
import { mint } from './mint'
import type { Small, SmallLife, SmallMessage } from './small'
import { clocksOf, facts, lifeOf, outreach, own, setLife } from './small'

/** Folds change what they are given: whoever may fold gets a history of its own. */
const owned = (dialer: Dialer): Dialer => {
  const outreaches = new Map(dialer.history.outreaches)
  for (const [id, held] of outreaches) outreaches.set(id, { ...held, recipients: copy(held.recipients) })
  return { ...dialer, history: { ...dialer.history, outreaches } }
}

const folds: readonly DialerInputOf['is'][] = ['tail', 'appended', 'facts appended']

export const put = (small: Small, message: SmallMessage): void => void small.messages.push(message)

/** Facts to their head, then the campaign's own stream. */
export const readNow = (small: Small, calls: number, campaign: number): DialerInputOf => {
  const page = [outreach, small.store.read(facts, calls)] as const
  return { is: 'tail', answer: right({ calls: [page], campaign: small.store.read(own, campaign) }) }
}

/** What needs no way of its own is answered in the same turn: a look, a chunk of recipients. */
const atOnce = (small: Small, effect: DialerEffectOf): DialerInputOf | null => {
  if (effect.is === 'look') {
    const newest = small.store.read(own, 0).at(-1)
    return { is: 'looked', answer: right(fromNullable(newest)) }
  }
  if (effect.is === 'read tail' && !small.instance.slowReads)
    return readNow(small, effect.calls[0]?.[1] ?? 0, effect.campaign)
  if (effect.is !== 'open contacts') return null
  const { recipients, sharedNumber } = small.instance
  const contact = (k: number) => ({ offsetMinutes: 0, token: sharedNumber ? 'same' : String(k) })
  const contacts = Array.from({ length: recipients }, (_, k) => contact(k))
  return { is: 'contacts', outreach, chunk: effect.chunk, answer: right(contacts) }
}

const perform = (small: Small, { number: from, worker }: SmallLife, effect: DialerEffectOf): void => {
  switch (effect.is) {
    case 'append': {
      const { id, expected, event } = effect
      onSent(judging(small), { from: worker, to: own, expected, events: [event], reply: { is: 'slot' } })
      return put(small, { is: 'append', from, id, expected, event, held: false })
    }
    case 'append facts':
      return put(small, { is: 'facts', from, events: effect.events })
    case 'read tail':
      return put(small, {
        is: 'read',
        from,
        calls: effect.calls[0]?.[1] ?? 0,
        campaign: effect.campaign,
      })
    case 'originate':
      return put(small, { is: 'write', from, attempt: effect.attempt, held: false })
    case 'find':
      return put(small, { is: 'find', from, attempt: effect.attempt })
    case 'hang up':
      return put(small, { is: 'hang up', from, attempt: effect.attempt, how: effect.how })
    default:
  }
}

type Turn = readonly [Dialer, readonly DialerEffectOf[]]

/** `life` is as it was before the turn; gives it as it is behind it. */
const take = (small: Small, life: SmallLife, [dialer, effects]: Turn): SmallLife => {
  onTurn(asWorld(small), life as never, life.dialer, dialer)
  let after: SmallLife = { ...life, dialer }
  setLife(small, after)
  for (const effect of effects) {
    const answer = atOnce(small, effect)
    if (answer === null) perform(small, after, effect)
    else after = input(small, after, answer)
  }
  return after
}

const input = (small: Small, life: SmallLife, what: DialerInputOf): SmallLife => {
  if (life.dialer === null) return life
  const before = folds.includes(what.is) ? owned(life.dialer) : life.dialer
  mint.next = small.ids
  const turn = machine.step(life.env, before, what, clocksOf(small.tick, life))
  small.ids = mint.next
  return take(small, life, turn)
}

/** A reading that is wanted now begins with the next timer, which is due in the same tick. */
const settle = (small: Small, life: SmallLife): void => {
  const { dialer } = life
  if (dialer === null) return
  const { wanted, reading, notBefore } = dialer.tail
  const mustRead = wanted && !reading && clocksOf(small.tick, life).mono >= notBefore
  const hasHeard = life.newsDue && dialer.history.at === small.store.read(own, 0).length - 1
  setLife(small, { ...life, tickDue: life.tickDue || mustRead, newsDue: life.newsDue && !hasHeard })
}

export const give = (small: Small, life: SmallLife, what: DialerInputOf): void =>
  settle(small, input(small, life, what))

/** To a life by its number: now, when it goes on, or never. */
export const tell = (small: Small, number: number, what: DialerInputOf): void => {
  const life = lifeOf(small, number)
  if (life === null) return
  if (life.frozen) put(small, { is: 'input', from: number, input: what })
  else give(small, life, what)
}

/** The first turn of a life that has read its history. */
export const wake = (small: Small, life: SmallLife): void => {
  if (life.dialer === null) return
  mint.next = small.ids
  const turn = machine.wake(life.env, life.dialer, clocksOf(small.tick, life))
  small.ids = mint.next
  const woken = take(small, life, turn)
  give(small, woken, { is: 'health', health: { is: 'healthy' } })
}

/** The one synchronous turn: the question, the answer, the bytes. */
export const write = (small: Small, life: SmallLife, attempt: AttemptId): void => {
  if (life.dialer === null) return
  const newer = (life.dialer.history.at ?? -1) + 1
  const look = small.instance.lastLook ? right(small.store.read(own, newer)) : null
  mint.next = small.ids
  const [dialer, permission] = machine.ask(life.env, life.dialer, attempt, look, clocksOf(small.tick, life))
  small.ids = mint.next
  const after: SmallLife = { ...life, dialer }
  setLife(small, after)
  if (permission.is !== 'go')
    return give(small, after, { is: 'originated', attempt, answer: { is: 'released by the gate' } })
  leaving(judging(small), after as never, attempt)
  put(small, { is: 'originate', from: life.number, attempt, leftAt: small.tick, held: false })
  settle(small, after)
}
