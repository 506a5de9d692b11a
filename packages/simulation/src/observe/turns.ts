/** What each turn of a worker tells the observer: it must not halt, what it says has its reasons, rare turns are counted. */
import type { Dialer, DialerInputOf } from '../world/machine'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { isPlacedIn, judgeHistory } from './histories'
import { demand, driftFactor } from './observer'
import { couldCall, judgeSilence } from './owing'
import { count } from './rare'
import { judgeStopsSeen } from './stops'

/** Nothing personal is opened but to call somebody. */
export const onOpening = (world: World, life: Life, dialer: Dialer): void =>
  demand(
    world.observer,
    couldCall(world, life, dialer),
    'need to know',
    () => `worker ${life.worker} opens recipients, and has nobody to call`,
  )

/** Keys are needed to call and for nothing else: who only follows calls to their end keeps the claim without them. */
const judgeYield = (world: World, life: Life, before: Dialer, next: Dialer): void => {
  const yielding = next.slot !== before.slot ? next.slot?.event : undefined
  if (yielding?.type === 'DialingYielded' && yielding.because === 'keys unreadable')
    demand(
      world.observer,
      couldCall(world, life, next),
      'claims',
      () => `worker ${life.worker} yields for keys, and has nobody to call`,
    )
}

/** Where the carrier does not know, a call that is known to be placed is given its longest time. */
const judgePatience = (
  world: World,
  life: Life,
  before: Dialer,
  next: Dialer,
  { attempt, found }: Extract<DialerInputOf, { is: 'found' }>,
): void => {
  const grant = world.observer.grants.get(attempt)
  if (found.is !== 'unknown' || grant === undefined) return
  if (!isPlacedIn(before.history, grant.outreach, grant.recipient, attempt)) return
  count(world.observer, 'a placed call of which the carrier does not know')
  const isGivenUp = before.resolver.has(attempt) && !next.resolver.has(attempt)
  const leastUs = (world.plan.limits.longestCallMs * 1_000) / driftFactor
  demand(
    world.observer,
    !isGivenUp || world.now - grant.sentAt >= leastUs,
    'patience',
    () => `worker ${life.worker} gives up ${attempt.slice(-4)}, which was placed and may still be talking`,
  )
}

export const onInput = (
  world: World,
  life: Life,
  before: Dialer,
  next: Dialer,
  input: DialerInputOf,
): void => {
  if (input.is === 'found') judgePatience(world, life, before, next, input)
  if (next.history !== before.history) judgeHistory(world, `worker ${life.worker}`, next.history)
  judgeYield(world, life, before, next)
  judgeSilence(world, life, before, next)
  judgeStopsSeen(world, life, before, next)
}

export const onTurn = (world: World, life: Life, before: Dialer | null, next: Dialer): void => {
  const { observer } = world
  demand(observer, next.halted === null, 'halted', () => `worker ${life.worker}: ${next.halted ?? ''}`)
  if (before === null) {
    if (next.resolver.size > 0) count(observer, 'a life begins with open attempts of others')
    return
  }
  if (before.slot !== null && next.slot === null && before.slot.unanswered) {
    const stands = world.store.read(world.stream, 0).some(({ id }) => id === before.slot?.id)
    const { type } = before.slot.event
    count(observer, stands ? `${type} found by its id` : `${type} given up`)
  }
  if (
    next.slot !== null &&
    next.slot !== before.slot &&
    next.slot.unanswered &&
    before.slot?.unanswered === false
  )
    count(observer, 'an append in doubt')
}
