/** Readings of the log: facts first, the campaign's own stream later, and looks that may show the past. */
import { callsStream } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { left, right } from 'fp-ts/lib/Either'
import { fromNullable } from 'fp-ts/lib/Option'
import { count } from '../observe/rare'
import { pass } from './faults'
import type { DialerInputOf } from './machine'
import type { Delivery, Message } from './message'
import type { World } from './world'
import { schedule, travelUs, usOfMs, wallUs } from './world'

type Of<Is extends Message['is']> = Extract<Message, { is: Is }>

const failed = left({ is: 'unavailable', why: 'lost' } as const)

const toWorker = (input: DialerInputOf): Delivery => ({ is: 'input', input })

const fail = (world: World, { from, first, want }: Of<'facts read' | 'own read'>): void => {
  const isWorker = world.processes[from]?.is === 'worker'
  if (isWorker && first) return schedule(world, 300_000, { is: 'facts read', from, want, first })
  const what: Delivery = isWorker
    ? toWorker({ is: 'tail', answer: failed })
    : { is: 'read', facts: [], own: failed }
  schedule(world, 500_000, { is: 'delivery', to: from, what })
}

/** Whether the reading goes on now. */
const goesOn = (world: World, message: Of<'facts read' | 'own read'>): boolean => {
  const process = world.processes[message.from] ?? null
  if (process === null || !process.alive) return false
  const [deed] = pass(world, message.is, process)
  if (!process.alive) return false
  if (deed?.is === 'lose') {
    fail(world, message)
    return false
  }
  if (deed?.is !== 'delay') return true
  schedule(world, usOfMs(deed.ms), message)
  return false
}

export const onFactsRead = (world: World, message: Of<'facts read'>): void => {
  if (!goesOn(world, message)) return
  const { from, want, first } = message
  const facts = want.calls.map(([id, at]) => [id, world.store.read(callsStream(id), at)] as const)
  schedule(world, travelUs(world), { is: 'own read', from, want, facts, first })
}

export const onOwnRead = (world: World, message: Of<'own read'>): void => {
  if (!goesOn(world, message)) return
  const { from, want, facts, first } = message
  const own = world.store.read(world.stream, want.campaign)
  const isWorker = world.processes[from]?.is === 'worker'
  const answer: Delivery = !isWorker
    ? { is: 'read', facts, own: right(own) }
    : first
      ? { is: 'loaded', facts, own }
      : toWorker({ is: 'tail', answer: right({ calls: facts, campaign: own }) })
  schedule(world, travelUs(world), { is: 'delivery', to: from, what: answer })
}

const newestBefore = (events: readonly Recorded[], us: number): Recorded | undefined =>
  events.findLast(({ recordedUs }) => recordedUs <= us)

export const onLook = (world: World, { from, agoUs }: Of<'look'>): void => {
  const events = world.store.read(world.stream, 0)
  const newest = events.at(-1)
  const shown = agoUs === 0 ? newest : newestBefore(events, wallUs(world) - agoUs)
  if (shown !== newest) count(world.observer, 'a look shows the past')
  const looked = toWorker({ is: 'looked', answer: right(fromNullable(shown)) })
  schedule(world, travelUs(world), { is: 'delivery', to: from, what: looked })
}
