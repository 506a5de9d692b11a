/** Who dials, as the log tells it: claims, takeovers, yields, and for how long a yield is respected. */
import type { CampaignEvent } from '@lastcall/domain'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { demand, driftFactor } from './observer'
import { count } from './rare'

type Of<Type extends CampaignEvent['type']> = Extract<CampaignEvent, { type: Type }>

export const livingLives = (world: World): readonly Life[] =>
  world.processes.filter((process): process is Life => process.is === 'worker' && process.alive)

export const onClaimed = (world: World, event: Of<'DialingClaimed'>): void => {
  const { observer } = world
  count(observer, `claimed because: ${event.because}`)
  const { claim } = world.state
  if (event.because === 'silence' && claim !== null) {
    const { silentForMs, takeoverMs } = { ...world.plan.timing, ...claim }
    const silentUs = world.now - observer.spokenAt
    demand(
      observer,
      silentUs >= ((silentForMs + takeoverMs) * 1_000) / driftFactor,
      'claims',
      () => `${event.worker} claims for a silence that lasted ${silentUs / 1_000} ms`,
    )
  }
  if (event.because === 'still here' || claim?.incarnation === event.incarnation) return
  observer.takeovers += 1
  observer.lastTakeoverAt = world.now
  const theirs = [...observer.ringing.values()].some((grant) => grant.incarnation !== event.incarnation)
  if (theirs) count(observer, 'a takeover during a call')
  const deposed = livingLives(world).find((life) => life.incarnation === claim?.incarnation)
  if (deposed === undefined) return
  count(observer, 'a takeover from a worker that is alive')
  if (deposed.dialer !== null && deposed.dialer.gate.permits.size > 0)
    count(observer, 'a permit outlives a takeover')
}

/** Whoever lives now sees the yield itself; a life that begins behind the next claim knows nothing of it. */
export const onYielded = (world: World, { incarnation, drainMs, because }: Of<'DialingYielded'>): void => {
  count(world.observer, `yielded because: ${because}`)
  const by = new Set<string>()
  for (const life of livingLives(world)) if (life.dialer !== null) by.add(life.incarnation)
  world.observer.drains.set(incarnation, { until: world.now + (drainMs * 1_000) / driftFactor, by })
}
