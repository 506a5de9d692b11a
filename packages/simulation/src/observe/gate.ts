/** Every originate in the moment in which it leaves: law 2, G2, G3, in true time. */
import type { AttemptId } from '@lastcall/domain'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { demand, driftFactor } from './observer'
import { count } from './rare'

export const left = (world: World, life: Life, attempt: AttemptId): void => {
  const { observer } = world
  const grant = observer.grants.get(attempt)
  const short = attempt.slice(-4)
  demand(observer, grant !== undefined, 'law 2', () => `${short} left without an authorization`)
  demand(observer, !observer.left.has(attempt), 'G2', () => `${short} left the gate twice`)
  observer.left.set(attempt, world.now)
  if (grant === undefined) return
  const { outreach, sentAt, permitMs } = grant
  const mostUs = permitMs * driftFactor * 1_000
  demand(
    observer,
    grant.incarnation === life.incarnation,
    'G2',
    () => `${short} left through a gate that did not ask for it`,
  )
  demand(
    observer,
    !observer.closed.has(attempt),
    'G2',
    () => `${short} left after it was ${observer.closed.get(attempt) ?? ''}`,
  )
  demand(
    observer,
    world.now - sentAt <= mostUs,
    'G3',
    () =>
      `${short} left ${(world.now - sentAt) / 1_000} ms after its permit began, which lives ${permitMs} ms`,
  )
  if (world.now - sentAt >= permitMs * 990)
    count(observer, 'an originate leaves in the last hundredth of its permit')
  if (world.state.claim?.incarnation !== life.incarnation)
    count(observer, 'an originate leaves behind a takeover')
  demand(observer, !observer.quiet.has(outreach), 'G3', () => `${short} left after its outreach had quiesced`)
  const stop = observer.stopped.get(outreach)
  if (stop === undefined) return
  count(observer, 'an originate leaves behind the stop')
  demand(
    observer,
    world.now - stop.us <= mostUs,
    'G3',
    () => `${short} left ${(world.now - stop.us) / 1_000} ms after the stop`,
  )
  const sawIt = life.dialer?.stopsSeen.has(outreach) === true
  demand(observer, !sawIt, 'G3', () => `${short} left though its worker had seen the stop`)
  // Where the store answers in the turn of the write nothing leaves behind a stop at all.
  demand(
    observer,
    !world.plan.lastLook,
    'G3',
    () => `${short} left behind the stop, and a last look would have shown it`,
  )
}

/** The gate said no. */
export const onGone = (world: World, life: Life, attempt: AttemptId): void => {
  const { observer } = world
  const grant = observer.grants.get(attempt)
  if (grant === undefined) return
  count(observer, 'the gate says no')
  if (world.now - grant.sentAt >= grant.permitMs * 1_000) count(observer, 'a permit is over at the gate')
  if (observer.stopped.has(grant.outreach)) count(observer, 'the gate stops a call')
  if (observer.stopped.has(grant.outreach) && life.dialer?.stopsSeen.has(grant.outreach) === false)
    count(observer, 'the last look stops a call')
}
