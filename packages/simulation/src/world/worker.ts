/** A worker's turn: the real machine takes one input, and what it wants done is put on its way. */
import { dialer as machine } from '@lastcall/dialer-worker'
import type { AttemptId } from '@lastcall/domain'
import { right } from 'fp-ts/lib/Either'
import { foldCallsPage, foldCampaignPage, historyOf } from '@lastcall/history'
import type { History } from '@lastcall/history'
import { left as leaving, onGone } from '../observe/gate'
import { judgeHistory } from '../observe/histories'
import { onInput, onTurn } from '../observe/turns'
import { freeze, pass } from './faults'
import type { MessageDeed } from './faults'
import type { Dialer, DialerEffectOf, DialerInputOf } from './machine'
import type { Delivery } from './message'
import { perform } from './perform'
import type { Life } from './process'
import type { World } from './world'
import { clocksOf, lifeOf, schedule, tell, travelUs, usOfMs } from './world'

const take = (
  world: World,
  life: Life,
  [next, effects]: readonly [Dialer, readonly DialerEffectOf[]],
): void => {
  const before = life.dialer
  life.dialer = next
  onTurn(world, life, before, next)
  for (const effect of effects) {
    if (!life.alive) return
    perform(world, life, effect)
  }
}

export const input = (world: World, life: Life, what: DialerInputOf): void => {
  if (life.dialer === null) return
  const before = life.dialer
  const turn = machine.step(life.env, before, what, clocksOf(world, life))
  onInput(world, life, before, turn[0], what)
  take(world, life, turn)
}

/** Facts first, then the campaign's own stream, as every reading is (law 5). */
const load = (world: World, life: Life, { facts, own }: Extract<Delivery, { is: 'loaded' }>): void => {
  const learnt = foldCampaignPage(historyOf(world.campaign, null), own)
  let history: History = historyOf(world.campaign, learnt._tag === 'Right' ? learnt.right.record : null)
  for (const [outreach, page] of facts) {
    const folded = foldCallsPage(history, outreach, page)
    if (folded._tag === 'Right') history = folded.right
  }
  const whole = foldCampaignPage(history, own)
  if (whole._tag === 'Left') throw new Error(`unreadable ${whole.left.is}`)
  const now = clocksOf(world, life)
  judgeHistory(world, `worker ${life.worker}`, whole.right)
  life.dialer = machine.dialerOf(whole.right, now)
  take(world, life, machine.wake(life.env, life.dialer, now))
  health(world, life)
  input(world, life, { is: 'woken' })
  schedule(world, usOfMs(world.plan.tickMs), { is: 'delivery', to: life.number, what: { is: 'tick' } })
}

/** In true time, until its permit is all but over. */
const leftUs = (world: World, life: Life, attempt: AttemptId): number => {
  const permit = life.dialer?.gate.permits.get(attempt)
  if (permit === undefined) return 0
  const age = clocksOf(world, life).mono - permit.t0.mono
  const trueMs = ((permit.permitMs - age) * 1_000_000) / (1_000_000 + life.clocks.driftPpm)
  return Math.max(0, usOfMs(trueMs * 0.9999) - 200)
}

/** A connection that is not there yet; at worst until a permit is all but over. */
const heldUs = (world: World, life: Life, attempt: AttemptId, deeds: readonly MessageDeed[]): number => {
  const [deed] = deeds
  if (deed?.is === 'delay') return usOfMs(deed.ms)
  return deed?.is === 'last moment' ? leftUs(world, life, attempt) : 0
}

/** The one synchronous turn: the question, the answer, the bytes. */
const write = (world: World, life: Life, attempt: AttemptId): void => {
  const deeds = pass(world, 'before the gate', life)
  if (!life.alive) return
  if (deeds.some(({ is }) => is === 'doze')) freeze(world, life, leftUs(world, life, attempt) / 1_000, false)
  // What was to be asked is asked when the process goes on, or when the connection is there.
  if (life.frozen) return void life.inbox.push({ is: 'write', attempt })
  const laterUs = heldUs(world, life, attempt, deeds)
  if (laterUs > 0)
    return schedule(world, laterUs, { is: 'delivery', to: life.number, what: { is: 'write', attempt } })
  if (life.dialer === null) return
  if (deeds.some(({ is }) => is === 'lose'))
    return input(world, life, { is: 'originated', attempt, answer: { is: 'not sent', why: 'no connection' } })
  const newer = (life.dialer.history.at ?? -1) + 1
  const look = world.plan.lastLook ? right(world.store.read(world.stream, newer)) : null
  const [next, permission] = machine.ask(life.env, life.dialer, attempt, look, clocksOf(world, life))
  const before = life.dialer
  life.dialer = next
  onTurn(world, life, before, next)
  if (permission.is !== 'go') {
    onGone(world, life, attempt)
    return input(world, life, { is: 'originated', attempt, answer: { is: 'released by the gate' } })
  }
  tell(world, () => `originate ${attempt.slice(-4)} leaves the gate of worker ${life.worker}`)
  leaving(world, life, attempt)
  send(world, life, attempt)
}

/** Some ways are always as long as they may be. */
const wayUs = (world: World, lateUs: number): number => {
  const { plan } = world
  const longest = usOfMs(plan.limits.travelMs)
  if (plan.longWay) return longest - (travelUs(world) % 1_000)
  return Math.min(longest, lateUs > 0 ? lateUs : travelUs(world))
}

/** On the wire: it arrives within `travelMs`, or never. */
const send = (world: World, life: Life, attempt: AttemptId): void => {
  const deeds = pass(world, 'behind the gate', life)
  const lost = deeds.some(({ is }) => is === 'lose')
  const late = deeds.find((deed) => deed.is === 'delay')
  const onTheWay = wayUs(world, late?.is === 'delay' ? usOfMs(late.ms) : 0)
  if (!lost) schedule(world, onTheWay, { is: 'originate', from: life.number, attempt, leftAt: world.now })
  // Nobody answers what never came: the carrier's client gives up by itself.
  if (lost || onTheWay > 200_000)
    schedule(world, 200_000, {
      is: 'delivery',
      to: life.number,
      what: {
        is: 'input',
        input: { is: 'originated', attempt, answer: { is: 'unknown', why: 'no answer' } },
      },
    })
}

export const health = (world: World, life: Life): void => {
  const healthy = world.now >= life.carrierDownUntil
  life.carrierHealthy = healthy
  input(world, life, { is: 'health', health: healthy ? { is: 'healthy' } : { is: 'unhealthy', why: 'down' } })
}

export const onHealth = (world: World, worker: number): void => {
  const life = lifeOf(world, worker)
  if (life !== null && !life.frozen) health(world, life)
}

/** Often while there is something to wait for, seldom otherwise. */
const nextTickUs = (world: World, { dialer }: Life): number =>
  usOfMs(dialer !== null && (dialer.slot !== null || dialer.calls.size > 0) ? world.plan.tickMs : 100)

export const onWorker = (world: World, life: Life, what: Delivery): void => {
  switch (what.is) {
    case 'input':
      return input(world, life, what.input)
    case 'write':
      return write(world, life, what.attempt)
    case 'loaded':
      return load(world, life, what)
    case 'tick':
      schedule(world, nextTickUs(world, life), { is: 'delivery', to: life.number, what: { is: 'tick' } })
      if (life.carrierHealthy !== world.now >= life.carrierDownUntil) health(world, life)
      if (
        life.leaving &&
        life.dialer !== null &&
        machine.mayLeave(life.env, life.dialer, clocksOf(world, life))
      ) {
        life.alive = false
        world.lives[life.worker] = null
        schedule(world, 3_000_000, { is: 'birth', worker: life.worker })
        return
      }
      return input(world, life, { is: 'time passed' })
    default:
  }
}
