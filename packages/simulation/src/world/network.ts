/** The way to the network and back: originates arrive, questions are answered, news is told to whoever listens. */
import type { network } from '@lastcall/carrier-sim'
import type { Found, Originated } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import { onArrived, onRecord } from '../observe/network'
import { pass } from './faults'
import type { DialerInputOf } from './machine'
import type { Message } from './message'
import type { World } from './world'
import { schedule, tell, travelUs, usOfMs } from './world'

type Of<Is extends Message['is']> = Extract<Message, { is: Is }>

const toLife = (world: World, to: number, input: DialerInputOf, inUs: number): void =>
  schedule(world, inUs, { is: 'delivery', to, what: { is: 'input', input } })

const news = (
  world: World,
  to: number,
  event: Extract<DialerInputOf, { is: 'carrier event' }>['event'],
): void => {
  const process = world.processes[to]
  if (process === undefined || !process.alive) return
  const [deed] = pass(world, 'carrier event', process)
  if (deed?.is === 'lose') return
  const late = deed?.is === 'delay' ? usOfMs(deed.ms) : 0
  toLife(world, to, { is: 'carrier event', event }, travelUs(world) + late)
  if (deed?.is === 'twice') toLife(world, to, { is: 'carrier event', event }, travelUs(world) * 2)
}

type Answer = Exclude<network.Heard, { is: 'event' }>

/** Lets the network hear something, records what it saw, passes on news, and gives back what it answered. */
const hear = (world: World, input: network.NetworkInput): Answer | null => {
  const nowMs = world.now / 1_000
  let answer: Answer | null = null
  for (const effect of world.carrier.hear(input, nowMs)) {
    if (effect.is === 'record') onRecord(world, effect.seen)
    else if (effect.heard.is === 'event') news(world, effect.line, effect.heard.event)
    else answer = effect.heard
  }
  const next = world.carrier.nextDueMs()
  if (next !== null && next * 1_000 < world.networkAt) {
    world.networkAt = Math.max(world.now, Math.floor(next * 1_000) + 1)
    schedule(world, world.networkAt - world.now, { is: 'network' })
  }
  return answer
}

export const onNetwork = (world: World): void => {
  world.networkAt = Infinity
  hear(world, { is: 'tick' })
}

const told = (world: World, from: number, attempt: AttemptId, answer: Originated, inUs: number): void =>
  toLife(world, from, { is: 'originated', attempt, answer }, inUs)

export const onOriginate = (world: World, { from, attempt, leftAt }: Of<'originate'>): void => {
  const deeds = pass(world, 'at the network', world.processes[from] ?? null)
  const [deed] = deeds
  const unknown: Originated = { is: 'unknown', why: 'no answer' }
  if (deed?.is === 'lose') return told(world, from, attempt, unknown, 200_000)
  const call = { attempt, to: attempt, from: '', messageSha256: '' }
  const answer = hear(world, { is: 'originate', line: from, ask: 0, call })
  const said = answer?.is === 'originated' ? answer.answer : unknown
  tell(world, () => `originate ${attempt.slice(-4)} at the network: ${said.is}`)
  onArrived(world, attempt, said.is === 'accepted')
  // Its sender gave up waiting and was told so when it left.
  if (world.now - leftAt > 200_000) return
  if (deed?.is === 'lose answer') return told(world, from, attempt, unknown, 200_000)
  told(world, from, attempt, said, travelUs(world) + (deed?.is === 'delay answer' ? usOfMs(deed.ms) : 0))
}

export const onQuestion = (world: World, { from, ask }: Of<'question'>): void => {
  const process = world.processes[from]
  if (process === undefined || !process.alive) return
  const [deed] = pass(world, ask.is, process)
  const { attempt } = ask
  const lost = deed?.is === 'lose' || (process.is === 'worker' && world.now < process.carrierDownUntil)
  const answer = lost ? null : hear(world, ask)
  const inUs = travelUs(world) + (deed?.is === 'delay' ? usOfMs(deed.ms) : 0)
  if (ask.is === 'hang up') {
    const said = answer?.is === 'hung up' ? answer.answer : 'unreachable'
    return toLife(world, from, { is: 'hung up', attempt, answer: said }, inUs)
  }
  const found: Found = answer?.is === 'found' ? answer.answer : { is: 'unknown', why: 'no answer' }
  tell(world, () => `find ${attempt.slice(-4)}: ${found.is}`)
  toLife(world, from, { is: 'found', attempt, found }, inUs)
}
