/** How soon a stop is seen where nothing goes wrong: each worker that lives knows it within a bound that the plan decides. */
import type { Fault } from '../plan/fault'
import type { Plan } from '../plan/plan'
import type { Dialer } from '../world/machine'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { livingLives } from './claims'
import { demand } from './observer'
import { count } from './rare'

/**
 * News comes through the feed (one way); a reading that is under way may have passed the place already and is waited
 * for (three ways: facts, the campaign's own stream, the answer); the next one shows the stop (three more).
 */
const waysToSee = 7

/** True time from the commit of a stop to its being seen, microseconds; the shell's own work takes no time here. */
export const seenWithinUs = ({ latencyUs: [, longest] }: Plan): number => waysToSee * longest

const byPeople = ({ does }: Fault): boolean =>
  does.is === 'stop' || does.is === 'delete' || does.is === 'import'

/** Nothing goes wrong: people do what they may do. */
const isCalmPlan = ({ faults }: Plan): boolean => faults.every(byPeople)

const judge = (world: World, life: Life, seen: Dialer | null): void => {
  for (const [outreach, stop] of world.observer.stopped) {
    const tookUs = world.now - stop.us
    if (tookUs <= seenWithinUs(world.plan) || seen?.stopsSeen.has(outreach) === true) continue
    const says = (): string => `worker ${life.worker} has not seen the stop of ${tookUs / 1_000} ms ago`
    demand(world.observer, false, 'a stop is seen', says)
  }
}

/** `before` a turn it knew what it knew: a stop that it learns too late is found out here as well. */
export const judgeStopsSeen = (world: World, life: Life, before: Dialer, next: Dialer): void => {
  if (next.stopsSeen.size > before.stopsSeen.size) count(world.observer, 'a stop is seen')
  if (isCalmPlan(world.plan)) judge(world, life, before)
}

export const judgeStopsInTheEnd = (world: World): void => {
  if (isCalmPlan(world.plan)) for (const life of livingLives(world)) judge(world, life, life.dialer)
}
