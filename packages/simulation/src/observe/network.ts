/** What the network took, and its own record: no call of anybody who is uncalled, none behind its outcome, one at a time. */
import type { network } from '@lastcall/carrier-sim'
import type { AttemptId } from '@lastcall/domain'
import type { World } from '../world/world'
import { wallUs } from '../world/world'
import { demand, driftFactor } from './observer'
import { count } from './rare'

export const onArrived = (world: World, attempt: AttemptId, accepted: boolean): void => {
  const { observer, plan } = world
  const grant = observer.grants.get(attempt)
  const closing = observer.closed.get(attempt)
  const short = attempt.slice(-4)
  if (!accepted) {
    if (closing === 'carrier-absent') count(observer, 'refused by a promise of absence')
    return
  }
  if (grant === undefined) return
  demand(observer, !observer.taken.has(attempt), 'G2', () => `the network took ${short} twice`)
  demand(
    observer,
    closing !== 'own-gate' && closing !== 'carrier-absent',
    'G2',
    () => `${short} is uncalled and called at once`,
  )
  demand(observer, closing === undefined, 'G5', () => `${short} arrived behind its outcome, ${closing ?? ''}`)
  const other = [...observer.ringing.values()].find(
    (g) => g.outreach === grant.outreach && g.recipient === grant.recipient,
  )
  demand(observer, other === undefined, 'G2', () => `recipient ${grant.recipient} has two calls at once`)
  observer.taken.add(attempt)
  observer.ringing.set(attempt, grant)
  if (!world.processes.some((p) => p.is === 'worker' && p.alive && p.incarnation === grant.incarnation))
    count(observer, 'an originate arrives after its worker died')
  const stop = observer.stopped.get(grant.outreach)
  if (stop === undefined) return
  count(observer, 'an originate arrives behind the stop')
  if (observer.quiet.has(grant.outreach)) count(observer, 'an originate arrives behind the quiet')
  const mostUs = (grant.permitMs * driftFactor + plan.limits.travelMs) * 1_000
  demand(
    observer,
    world.now - stop.us <= mostUs,
    'G3',
    () => `${short} arrived ${(world.now - stop.us) / 1_000} ms after the stop`,
  )
}

export const onRecord = (world: World, seen: network.Seen): void => {
  const { observer } = world
  const { number, ...rest } = seen
  const seq = observer.records.length + 1
  const line = { seq, atUs: wallUs(world), monotonicUs: world.now, ...rest }
  observer.records.push(number === undefined ? line : { ...line, to: number })
  if (seen.saw === 'ended' || seen.saw === 'refused') observer.ringing.delete(seen.attempt)
}
