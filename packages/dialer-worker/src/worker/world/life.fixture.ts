/** One life of a worker in a world: its machine, and a shell whose every step is put into the world's hands. */
import type { AttemptId, IncarnationId } from '@lastcall/domain'
import { foldCallsPage, foldCampaignPage, historyOf } from '@lastcall/history'
import type { History } from '@lastcall/history'
import { right } from 'fp-ts/lib/Either'
import type { Dialer, DialerEffect, DialerInput, Env } from '../index'
import { ask, dialerOf, mayLeave, step, wake } from '../index'
import { performing } from './perform.fixture'
import type { World } from './world.fixture'
import { clock } from './world.fixture'

export interface Life {
  readonly worker: string
  readonly incarnation: IncarnationId
  readonly env: Env
  readonly dialer: () => Dialer
  readonly isAlive: () => boolean
  readonly isFrozen: () => boolean
  readonly wake: () => void
  readonly tell: (input: DialerInput) => void
  readonly mayLeave: () => boolean
  readonly crash: () => void
  /** Stops in its tracks. `asleep`: its monotonic clock stands still meanwhile. */
  readonly freeze: (asleep?: boolean) => void
  readonly thaw: () => void
}

const load = (world: World): History => {
  let history = historyOf(world.campaign, null)
  const learnt = foldCampaignPage(history, world.own.events)
  if (learnt._tag === 'Right') history = historyOf(world.campaign, learnt.right.record)
  for (const [outreach, { events }] of world.factStreams) {
    const folded = foldCallsPage(history, outreach, events)
    if (folded._tag === 'Right') history = folded.right
  }
  const whole = foldCampaignPage(history, world.own.events)
  return whole._tag === 'Right' ? whole.right : history
}

export const life = (world: World, worker: string, incarnation: IncarnationId): Life => {
  let dialer: Dialer
  let alive = true
  let frozenAt: number | null = null
  let sleeps = false
  let asleepMs = 0
  const inbox: (() => void)[] = []
  const name = `${worker}${incarnation.slice(-1)}`
  const env: Env = {
    worker,
    incarnation,
    carrier: 'scripted',
    limits: world.network.limits,
    share: { callsPerSecond: 1_000, channels: 100 },
    timing: world.timing,
    newId: world.newId,
  }
  const now = () => clock(world.now(), asleepMs)
  const take = ([next, effects]: readonly [Dialer, readonly DialerEffect[]]): void => {
    dialer = next
    for (const effect of effects) perform(effect)
  }
  /** A frozen process finds everything that came meanwhile in its queues. */
  const inTurn = (act: () => void): void => {
    if (!alive) return
    if (frozenAt === null) act()
    else inbox.push(act)
  }
  const tell = (input: DialerInput): void => {
    if (input.is === 'time passed' && frozenAt !== null) return
    inTurn(() => {
      take(step(env, dialer, input, now()))
    })
  }
  const gate = (attempt: AttemptId): boolean => {
    const newer = world.own.events.slice((dialer.history.at ?? -1) + 1)
    const look = world.options.lastLook === true ? right(newer) : null
    const [next, permission] = ask(env, dialer, attempt, look, now())
    dialer = next
    return permission.is === 'go'
  }
  const perform = performing(world, { name, isAlive: () => alive, tell, inTurn, gate })

  return {
    worker,
    incarnation,
    env,
    dialer: () => dialer,
    isAlive: () => alive,
    isFrozen: () => frozenAt !== null,
    wake: () => {
      dialer = dialerOf(load(world), now())
      take(wake(env, dialer, now()))
      tell({ is: 'health', health: world.healthy ? { is: 'healthy' } : { is: 'unhealthy', why: 'test' } })
      tell({ is: 'woken' })
    },
    tell,
    mayLeave: () => mayLeave(env, dialer, now()),
    crash: () => {
      alive = false
      inbox.length = 0
    },
    freeze: (asleep = false) => {
      if (frozenAt !== null) return
      frozenAt = world.now()
      sleeps = asleep
    },
    thaw: () => {
      if (frozenAt === null) return
      if (sleeps) asleepMs += world.now() - frozenAt
      frozenAt = null
      for (const act of inbox.splice(0)) inTurn(act)
    },
  }
}
