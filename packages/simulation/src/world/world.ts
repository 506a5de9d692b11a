/** One world: a log, a network, processes, and everything that is under way between them, in virtual time. */
import type { Now } from '@lastcall/dialer-worker'
import type { Campaign, CampaignId, OutreachId } from '@lastcall/domain'
import { campaignDecider, campaignStream } from '@lastcall/domain'
import type { StreamName } from '@lastcall/eventlog'
import type { Fault } from '../plan/fault'
import type { Plan } from '../plan/plan'
import type { Observer } from '../observe/observer'
import { nothingSeen } from '../observe/observer'
import { hex, mixed } from '../seed/draw'
import type { CarrierModel } from './carrier'
import { carrierModel } from './carrier'
import type { Message } from './message'
import type { Life, Process } from './process'
import type { Due } from './queue'
import { put } from './queue'
import type { StoreModel } from './store'
import { storeModel } from './store'

/** Whoever tries a store or a carrier of their own gives its model here. */
export interface Models {
  readonly store?: (plan: Plan) => StoreModel
  readonly carrier?: (plan: Plan) => CarrierModel
}

export interface World {
  readonly plan: Plan
  readonly store: StoreModel
  readonly carrier: CarrierModel
  readonly campaign: CampaignId
  readonly stream: StreamName
  readonly outreaches: OutreachId[]
  readonly processes: Process[]
  /** The process number of each worker's present life, or null. */
  readonly lives: (number | null)[]
  readonly queue: Due[]
  /** How many events of each stream were noticed. */
  readonly lengths: Map<StreamName, number>
  readonly faults: Map<string, Fault[]>
  /** How often something passed each place. */
  readonly passed: Map<string, number>
  readonly observer: Observer
  /** Microseconds since the beginning. */
  now: number
  seq: number
  ids: number
  steps: number
  hash: number
  calm: boolean
  key: 'alive' | 'destroyed'
  /** As the log has it at this moment. */
  state: Campaign
  /** When the network is asked next what is due; Infinity: not. */
  networkAt: number
  /** What happened, kept only where somebody will read it. */
  readonly story: string[] | null
}

/** 2026-03-02T12:00:00Z. */
export const startWallMs = 1_772_452_800_000

export const usOfMs = (ms: number): number => Math.round(ms * 1_000)

export const newId = (world: World): string => {
  world.ids += 1
  return hex(world.ids)
}

export const worldOf = (plan: Plan, models: Models = {}, tells = false): World => {
  const campaign = hex(0xca) as CampaignId
  return {
    plan,
    store: models.store?.(plan) ?? storeModel(),
    carrier: models.carrier?.(plan) ?? carrierModel(plan),
    campaign,
    stream: campaignStream(campaign),
    outreaches: [],
    processes: [],
    lives: Array.from({ length: plan.workers }, () => null),
    queue: [],
    lengths: new Map(),
    faults: new Map(),
    passed: new Map(),
    observer: nothingSeen(),
    now: 0,
    seq: 0,
    ids: 0x1000,
    steps: 0,
    hash: 0x811c9dc5,
    calm: false,
    key: 'alive',
    state: campaignDecider.initial,
    networkAt: Infinity,
    story: tells ? [] : null,
  }
}

/** `inUs`: microseconds from now. */
export const schedule = (world: World, inUs: number, message: Message): void => {
  world.seq += 1
  put(world.queue, { at: world.now + inUs, seq: world.seq, message })
}

/** One way between a process and the log or the network, microseconds; drawn for each message on its own. */
export const travelUs = (world: World): number => {
  const [least, most] = world.plan.latencyUs
  return least + (mixed(world.plan.seed, 7, world.seq) % (most - least + 1))
}

/** What a process reads from its clocks. A suspended one's monotonic clock stands still, its wall clock does not. */
export const clocksOf = (world: World, { clocks }: Process): Now => {
  const running = ((world.now - clocks.asleepUs) * (1_000_000 + clocks.driftPpm)) / 1_000_000_000
  const wall = (world.now * (1_000_000 + clocks.driftPpm)) / 1_000_000_000
  return { mono: running, wall: startWallMs + wall + clocks.skewUs / 1_000 }
}

export const wallUs = (world: World): number => startWallMs * 1_000 + world.now

export const tell = (world: World, line: () => string): void => {
  if (world.story !== null) world.story.push(`${(world.now / 1_000).toFixed(1)} ms  ${line()}`)
}

export const lifeOf = (world: World, worker: number): Life | null => {
  const number = world.lives[worker]
  const process = number == null ? undefined : world.processes[number]
  return process?.is === 'worker' && process.alive ? process : null
}

export const nameOfProcess = (world: World, number: number): string => {
  const process = world.processes[number]
  if (process === undefined) return `process ${number}`
  return process.is === 'worker' ? `worker ${process.worker}/${number}` : `person ${number}`
}
