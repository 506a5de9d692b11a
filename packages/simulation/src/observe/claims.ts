/** Who dials, as the log tells it: claims, takeovers, yields, and for how long a yield is respected. */
import type { CampaignEvent } from '@lastcall/domain'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { driftFactor } from './observer'
import { count } from './rare'

type Of<Type extends CampaignEvent['type']> = Extract<CampaignEvent, { type: Type }>

export const livingLives = (world: World): readonly Life[] =>
  world.processes.filter((process): process is Life => process.is === 'worker' && process.alive)

export const onClaimed = (world: World, event: Of<'DialingClaimed'>): void => {
  const { observer } = world
  count(observer, `claimed because: ${event.because}`)
  const { claim } = world.state
  if (event.because === 'still here' || claim?.incarnation === event.incarnation) return
  observer.takeovers += 1
  observer.lastTakeoverAt = world.now
  const theirs = [...observer.ringing.values()].some((grant) => grant.incarnation !== event.incarnation)
  if (theirs) count(observer, 'a takeover during a call')
  if (claim !== null && livingLives(world).some((life) => life.incarnation === claim.incarnation))
    count(observer, 'a takeover from a worker that is alive')
}

/** Whoever lives now sees the yield itself; a life that begins behind the next claim knows nothing of it. */
export const onYielded = (world: World, { incarnation, drainMs, because }: Of<'DialingYielded'>): void => {
  count(world.observer, `yielded because: ${because}`)
  const by = new Set<string>()
  for (const life of livingLives(world)) if (life.dialer !== null) by.add(life.incarnation)
  world.observer.drains.set(incarnation, { until: world.now + (drainMs * 1_000) / driftFactor, by })
}
