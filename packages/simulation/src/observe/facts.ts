/** Every fact that stands, held against what the observer knows of the call: G2, G5. */
import type { CallFact, OutreachId } from '@lastcall/domain'
import { callsCodec } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import type { World } from '../world/world'
import type { Closing } from './observer'
import { demand, recipientKey } from './observer'
import { count } from './rare'

const closingOf = (fact: CallFact): Closing | null => {
  switch (fact.type) {
    case 'CallEnded':
      return 'ended'
    case 'CallReleased':
      return fact.proof
    case 'CallUnresolved':
      return 'unresolved'
    default:
      return null
  }
}

const isRelease = (closing: Closing | undefined | null): boolean =>
  closing === 'own-gate' || closing === 'carrier-absent'

const close = (world: World, fact: CallFact, closing: Closing): void => {
  const { observer } = world
  const { attempt } = fact
  const before = observer.closed.get(attempt)
  if (before !== undefined) count(observer, `${closing} after ${before}`)
  demand(
    observer,
    !(isRelease(closing) && before === 'ended') && !(closing === 'ended' && isRelease(before)),
    'G5',
    () => `attempt ${attempt.slice(-4)} is ${closing} after ${before ?? ''}`,
  )
  demand(
    observer,
    closing !== 'own-gate' || !observer.left.has(attempt),
    'G2',
    () => `attempt ${attempt.slice(-4)} released by its gate after it left`,
  )
  demand(
    observer,
    !isRelease(closing) || !observer.taken.has(attempt),
    'G2',
    () => `attempt ${attempt.slice(-4)} is uncalled and called at once (${closing})`,
  )
  if (closing !== 'unresolved' || before === undefined) observer.closed.set(attempt, closing)
  const grant = observer.grants.get(attempt)
  if (grant === undefined) return
  const drain = observer.drains.get(grant.incarnation)
  const isEarly =
    closing === 'unresolved' &&
    drain?.by.has(fact.incarnation) === true &&
    fact.incarnation !== grant.incarnation &&
    world.now < drain.until
  demand(
    observer,
    !isEarly,
    'drain',
    () => `attempt ${attempt.slice(-4)} is said to be unresolved while its worker follows it`,
  )
  const key = recipientKey(grant.outreach, grant.recipient)
  if (observer.open.get(key)?.attempt === attempt) observer.open.delete(key)
  if (before === undefined) count(observer, `closed: ${closing}`)
  if (fact.incarnation !== grant.incarnation) count(observer, `${closing} told by a successor`)
}

export const onFact = (world: World, to: string, recorded: Recorded): void => {
  const { observer } = world
  const decoded = callsCodec.decode(recorded)
  if (decoded._tag === 'Left') return demand(observer, false, 'readable', () => recorded.type)
  const fact = decoded.right
  const outreach = to.slice('calls-'.length) as OutreachId
  const closing = closingOf(fact)
  const known = observer.facts.get(outreach) ?? []
  known.push({ attempt: fact.attempt, closes: closing !== null })
  observer.facts.set(outreach, known)
  demand(
    observer,
    observer.grants.has(fact.attempt),
    'G5',
    () => `${fact.type} of an attempt that was never authorized`,
  )
  if (fact.type === 'CallPlaced') {
    if (observer.closed.has(fact.attempt)) count(observer, 'CallPlaced after an outcome')
    if (observer.placed.has(fact.attempt)) count(observer, 'a fact that stands twice')
    observer.placed.set(fact.attempt, outreach)
    demand(
      observer,
      observer.left.has(fact.attempt),
      'G5',
      () => `CallPlaced of ${fact.attempt.slice(-4)}, which never left`,
    )
    if (observer.quiet.has(outreach)) count(observer, 'CallPlaced behind the quiet')
  }
  if (fact.type === 'OptOutRequested') count(observer, 'an opt-out')
  if (closing !== null) close(world, fact, closing)
}
