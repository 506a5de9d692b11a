/** Faults strike: what passes a place is counted, and whatever waits there happens to the message or its process. */
import type { Deed, Fault, Place } from '../plan/fault'
import { begin } from './begin'
import { count } from '../observe/rare'
import type { Process } from './process'
import type { World } from './world'
import { lifeOf, nameOfProcess, schedule, tell, usOfMs } from './world'

const ofMessages = [
  'lose',
  'lose answer',
  'unavailable',
  'twice',
  'last moment',
  'doze',
  'delay',
  'linger',
  'delay answer',
  'stale',
] as const

export type MessageDeed = Extract<Deed, { is: (typeof ofMessages)[number] }>

const isOfMessage = (does: Deed): does is MessageDeed => ofMessages.some((is) => is === does.is)

export const crash = (world: World, process: Process, backAfterMs: number): void => {
  if (!process.alive) return
  process.alive = false
  process.inbox = []
  if (process.is !== 'worker') return
  world.lives[process.worker] = null
  schedule(world, usOfMs(backAfterMs) + 1_000, { is: 'birth', worker: process.worker })
}

export const freeze = (world: World, process: Process, ms: number, asleep: boolean): void => {
  if (!process.alive || process.frozen) return
  process.frozen = true
  if (asleep) process.clocks.asleepUs += usOfMs(ms)
  schedule(world, usOfMs(ms), { is: 'thaw', who: process.number })
}

/** A frozen process goes on with everything that came meanwhile. */
export const thaw = (world: World, process: Process): void => {
  if (!process.frozen) return
  process.frozen = false
  const inbox = process.inbox
  process.inbox = []
  for (const what of inbox) schedule(world, 0, { is: 'delivery', to: process.number, what })
}

const ofProcess = (world: World, process: Process, does: Deed): void => {
  switch (does.is) {
    case 'crash':
      return crash(world, process, does.backAfterMs)
    case 'freeze':
    case 'sleep':
      return freeze(world, process, does.ms, does.is === 'sleep')
    case 'slow turn':
      return freeze(world, process, Math.min(400, does.ms), false)
    case 'clock jump':
      process.clocks.skewUs += usOfMs(does.ms)
      return
    default:
  }
  if (process.is !== 'worker') return
  switch (does.is) {
    case 'feed silent':
      process.feedSilentUntil = world.now + usOfMs(does.ms)
      return
    case 'feed late':
      process.feedLateUs = usOfMs(does.ms)
      return
    case 'carrier down':
      process.carrierDownUntil = world.now + usOfMs(does.ms)
      schedule(world, 0, { is: 'health', worker: process.worker })
      schedule(world, usOfMs(does.ms), { is: 'health', worker: process.worker })
      return
    case 'keys unreadable':
      process.keysUnreadableUntil = world.now + usOfMs(does.ms)
      return
    case 'shutdown':
      process.leaving = true
      schedule(world, 0, {
        is: 'delivery',
        to: process.number,
        what: { is: 'input', input: { is: 'shutdown' } },
      })
      return
    default:
  }
}

const strike = (world: World, process: Process | null, fault: Fault): void => {
  const { does } = fault
  count(world.observer, `fault: ${does.is}`)
  tell(
    world,
    () => `FAULT ${does.is}${process === null ? '' : ` of ${nameOfProcess(world, process.number)}`}`,
  )
  if (does.is === 'stop' || does.is === 'delete' || does.is === 'import')
    return schedule(world, 0, { is: 'person', does })
  const whom =
    'who' in does && does.who !== undefined ? lifeOf(world, does.who % world.plan.workers) : process
  if (whom !== null) ofProcess(world, whom, does)
}

/** At a time. */
export const befall = (world: World, fault: Fault): void => {
  if (!world.calm) strike(world, null, fault)
}

const none: readonly MessageDeed[] = []

/** What befalls whatever passes here now. A crash or a pause of its process has happened when this returns. */
export const pass = (world: World, place: Place, process: Process | null): readonly MessageDeed[] => {
  if (world.faults.size === 0 || world.calm) return none
  const waiting = world.faults.get(place)
  if (waiting === undefined) return none
  const times = (world.passed.get(place) ?? 0) + 1
  world.passed.set(place, times)
  const due = waiting.filter(({ when }) => when.is === 'the' && when.nth === times)
  const ofMessage: MessageDeed[] = []
  for (const fault of due) {
    if (isOfMessage(fault.does)) {
      count(world.observer, `fault: ${fault.does.is}`)
      tell(world, () => `FAULT ${fault.does.is} at "${place}"`)
      ofMessage.push(fault.does)
    } else strike(world, process, fault)
  }
  return ofMessage
}

export const arm = (world: World): void => {
  for (const fault of world.plan.faults) {
    if (fault.when.is === 'at') schedule(world, usOfMs(fault.when.ms), { is: 'fault', fault })
    else {
      const { place } = fault.when
      world.faults.set(place, [...(world.faults.get(place) ?? []), fault])
    }
  }
}

/** From here on everything is well, and stays so. */
export const calm = (world: World): void => {
  world.calm = true
  for (const process of world.processes) {
    thaw(world, process)
    if (process.is !== 'worker' || !process.alive) continue
    process.feedSilentUntil = 0
    process.feedLateUs = 0
    process.carrierDownUntil = 0
    process.keysUnreadableUntil = 0
  }
  for (let worker = 0; worker < world.plan.workers; worker += 1) {
    const life = lifeOf(world, worker)
    if (life?.leaving === true) crash(world, life, 0)
    else if (life === null) begin(world, worker)
    schedule(world, 0, { is: 'health', worker })
  }
}
