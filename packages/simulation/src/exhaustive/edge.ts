/** One edge: a choice is made, and a new node stands there. The node before it stays as it was. */
import { dialer as machine } from '@lastcall/dialer-worker'
import { left } from 'fp-ts/lib/Either'
import { begin } from './begin'
import type { Choice } from './choice'
import { wish } from './choice'
import { append, commit } from './log'
import { arrive, end, find, hangUp } from './network'
import type { Small, SmallLife, SmallMessage } from './small'
import { clocksOf, facts, lifeOf, outreach, own, setLife, tickMs } from './small'
import { give, put, readNow, tell, write } from './turn'

type Of<Is extends SmallMessage['is']> = Extract<SmallMessage, { is: Is }>

const uncertain = left({ is: 'uncertain', why: 'no answer in time' } as const)

const workerOf = (small: Small, number: number): number => number % small.instance.workers

/** The client of a late append has given up: nobody is told of it. */
const onAppend = (small: Small, { from, id, expected, event, held }: Of<'append'>): void => {
  const answer = append(small, workerOf(small, from), own, expected, [event])
  if (!held && lifeOf(small, from) !== null) put(small, { is: 'answer', from, id, answer })
}

const onFacts = (small: Small, { from, events }: Of<'facts'>, answered: boolean): void => {
  const answer = append(small, workerOf(small, from), facts, 'anything', events)
  tell(small, from, { is: 'facts appended', outreach, answer: answered ? answer : uncertain })
}

const deliver = (small: Small, message: SmallMessage): void => {
  switch (message.is) {
    case 'append':
      return onAppend(small, message)
    case 'facts':
      return onFacts(small, message, true)
    case 'answer':
      return tell(small, message.from, { is: 'appended', id: message.id, answer: message.answer })
    case 'read':
      return tell(small, message.from, readNow(small, message.calls, message.campaign))
    case 'write': {
      const life = lifeOf(small, message.from)
      return life === null ? undefined : write(small, life, message.attempt)
    }
    case 'originate':
      return arrive(small, message)
    case 'find':
      return find(small, message, false)
    case 'hang up':
      return hangUp(small, message)
    case 'input':
      return tell(small, message.from, message.input)
  }
}

/** Nobody answers an originate that is slow or lost: its sender's client gives up by itself. */
const nobodyAnswers = (small: Small, { from, attempt }: Of<'originate'>): void =>
  tell(small, from, { is: 'originated', attempt, answer: { is: 'unknown', why: 'no answer' } })

const hold = (small: Small, message: SmallMessage): void => {
  if (message.is === 'append' || message.is === 'write') put(small, { ...message, held: true })
  if (message.is !== 'originate') return
  put(small, { ...message, held: true })
  nobodyAnswers(small, message)
}

const lose = (small: Small, message: SmallMessage): void => {
  if (message.is === 'facts') onFacts(small, message, false)
  if (message.is === 'originate') nobodyAnswers(small, message)
  if (message.is === 'find') find(small, message, true)
}

/** What is on its way to a dead process never arrives; what it sent may. */
const crash = (small: Small, life: SmallLife, loses: boolean): void => {
  const stays = ({ is, from }: SmallMessage): boolean =>
    from !== life.number || is === 'originate' || (!loses && (is === 'append' || is === 'facts'))
  small.messages = small.messages.filter(stays)
  for (const call of small.calls.values())
    if (call.lines.includes(life.number)) {
      const lines = call.lines.filter((line) => line !== life.number)
      small.calls = new Map(small.calls).set(call.attempt, { ...call, lines })
    }
  const dead = { ...life, alive: false, frozen: false, asleep: false, sleptTicks: 0, dialer: null }
  setLife(small, { ...dead, tickDue: false, newsDue: false })
}

const toHealth = (small: Small, life: SmallLife, carrierHealthy: boolean): void =>
  give(
    small,
    { ...life, carrierHealthy },
    {
      is: 'health',
      health: carrierHealthy ? { is: 'healthy' } : { is: 'unhealthy', why: 'down' },
    },
  )

/** After a shutdown: when everything is said and followed to its end, or its time is over. */
const mayGo = (small: Small, life: SmallLife): boolean =>
  life.dialer !== null && machine.mayLeave(life.env, life.dialer, clocksOf(small.tick, life))

const onLife = (small: Small, is: Choice['is'], life: SmallLife): void => {
  switch (is) {
    case 'timer':
      return give(small, { ...life, tickDue: false }, { is: 'time passed' })
    case 'news':
      return give(small, { ...life, newsDue: false }, { is: 'woken' })
    case 'freeze':
    case 'sleep':
      return setLife(small, { ...life, frozen: true, asleep: is === 'sleep' })
    case 'thaw':
      return setLife(small, { ...life, frozen: false, asleep: false, tickDue: true })
    case 'shutdown':
      return give(small, life, { is: 'shutdown' })
    case 'carrier down':
    case 'carrier up':
      return toHealth(small, life, is === 'carrier up')
    case 'birth':
      return begin(small, life.worker)
    case 'crash':
    case 'crash and lose':
      return crash(small, life, is === 'crash and lose')
    default:
  }
}

/** Timers are local: their order is no matter, except beside what a trouble has held back for the same process. */
const timePasses = (small: Small): void => {
  small.tick += 1
  small.now = small.tick * tickMs * 1_000
  for (const life of small.processes) {
    if (!life.alive) continue
    if (life.asleep) setLife(small, { ...life, sleptTicks: life.sleptTicks + 1 })
    if (life.frozen) continue
    if (mayGo(small, life)) {
      crash(small, life, false)
      continue
    }
    const waits = small.messages.some(({ is, from }) => is === 'write' && from === life.number)
    if (waits) setLife(small, { ...life, tickDue: true })
    else give(small, life, { is: 'time passed' })
  }
}

const make = (small: Small, choice: Choice): void => {
  if ('message' in choice) {
    const message = small.messages[choice.message]
    if (message === undefined) return
    small.messages.splice(choice.message, 1)
    if (choice.is === 'deliver') return deliver(small, message)
    return choice.is === 'hold' ? hold(small, message) : lose(small, message)
  }
  if ('worker' in choice) {
    const life = small.processes[choice.worker]
    return life === undefined ? undefined : onLife(small, choice.is, life)
  }
  if ('attempt' in choice) return end(small, choice.attempt, choice.is === 'end')
  if (choice.is === 'time') return timePasses(small)
  const event = wish(small, choice.is)
  if (event !== null) commit(small, event)
}

export const along = (from: Small, choice: Choice): Small => {
  const small: Small = {
    ...from,
    messages: [...from.messages],
    learns: false,
    left: choice.costs === null ? from.left : { ...from.left, [choice.costs]: from.left[choice.costs] - 1 },
  }
  make(small, choice)
  return small
}
