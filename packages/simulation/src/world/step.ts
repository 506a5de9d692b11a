/** The world's one step: the next thing that is due happens. */
import { begin } from './begin'
import { befall, calm, thaw } from './faults'
import { onFeed } from './feed'
import { give } from './give'
import type { Message } from './message'
import { nameOf } from './message'
import { onNetwork, onOriginate, onQuestion } from './network'
import { importing, removing, stopping } from './people'
import { take } from './queue'
import { onFactsRead, onLook, onOwnRead } from './readings'
import { onAppend } from './appends'
import { onHealth } from './worker'
import { hashOn } from '../seed/draw'
import type { World } from './world'
import { schedule, travelUs } from './world'

const erase = (world: World, step: 'key' | 'streams'): void => {
  if (step === 'key') {
    world.key = 'destroyed'
    return schedule(world, travelUs(world), { is: 'erase', step: 'streams' })
  }
}

export const happen = (world: World, message: Message): void => {
  switch (message.is) {
    case 'delivery':
      return give(world, message.to, message.what)
    case 'append':
      return onAppend(world, message)
    case 'facts read':
      return onFactsRead(world, message)
    case 'own read':
      return onOwnRead(world, message)
    case 'look':
      return onLook(world, message)
    case 'originate':
      return onOriginate(world, message)
    case 'question':
      return onQuestion(world, message)
    case 'network':
      return onNetwork(world)
    case 'feed':
      return onFeed(world, message.to)
    case 'fault':
      return befall(world, message.fault)
    case 'person': {
      const { does } = message
      if (does.is === 'stop') return stopping(world, does.outreach, does.liveCalls)
      return does.is === 'delete' ? removing(world) : importing(world)
    }
    case 'thaw': {
      const process = world.processes[message.who]
      return process === undefined ? undefined : thaw(world, process)
    }
    case 'birth':
      return begin(world, message.worker)
    case 'health':
      return onHealth(world, message.worker)
    case 'erase':
      return erase(world, message.step)
    case 'calm':
      return calm(world)
  }
}

/** False: nothing is due any more. */
export const stepWorld = (world: World): boolean => {
  const due = take(world.queue)
  if (due === undefined) return false
  world.now = due.at
  world.steps += 1
  world.hash = hashOn(world.hash, `${due.at} ${nameOf(due.message)}`)
  happen(world, due.message)
  return true
}
