/** A worker's life begins: a new incarnation under the same name, with clocks of its own, that reads its history first. */
import { defaultTiming } from '@lastcall/dialer-worker'
import type { IncarnationId, OutreachId } from '@lastcall/domain'
import { revision, following } from '@lastcall/eventlog'
import { emptyRecord } from '@lastcall/history'
import { hex, mixed } from '../seed/draw'
import type { Life } from './process'
import type { World } from './world'
import { lifeOf, newId, schedule, travelUs } from './world'

const driftOf = ({ plan }: World, number: number): number =>
  plan.driftPpm === 0 ? 0 : (mixed(plan.seed, 11, number) % 3) * plan.driftPpm - plan.driftPpm

export const begin = (world: World, worker: number): void => {
  if (lifeOf(world, worker) !== null) return
  const { plan, processes } = world
  const number = processes.length
  const incarnation = hex(0x10_0000 + number) as IncarnationId
  const life: Life = {
    is: 'worker',
    number,
    worker,
    incarnation,
    clocks: { driftPpm: driftOf(world, number), skewUs: 0, asleepUs: 0 },
    alive: true,
    frozen: false,
    inbox: [],
    env: {
      worker: `worker ${worker}`,
      incarnation,
      carrier: 'simulated',
      limits: plan.limits,
      share: { callsPerSecond: 1_000, channels: 100 },
      timing: {
        ...defaultTiming,
        ...plan.timing,
        permitMs: plan.permitsMs[worker % plan.permitsMs.length] ?? plan.timing.permitMs,
      },
      newId: () => newId(world),
    },
    dialer: null,
    feed: following.begin({ state: emptyRecord, at: null, skipped: 0 })[0],
    feedSeen: 0,
    feedSilentUntil: 0,
    feedLateUs: 0,
    carrierDownUntil: 0,
    keysUnreadableUntil: 0,
    carrierHealthy: false,
    leaving: false,
  }
  processes.push(life)
  world.lives[worker] = number
  const calls = world.outreaches.map((id): readonly [OutreachId, ReturnType<typeof revision>] => [
    id,
    revision(0),
  ])
  schedule(world, travelUs(world), {
    is: 'facts read',
    from: number,
    want: { calls, campaign: revision(0) },
    first: true,
  })
}
