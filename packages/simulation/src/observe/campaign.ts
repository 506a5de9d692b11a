/** Every event that stands in the campaign's stream, judged in the moment in which it does: G1, G2, G4. */
import type { CampaignEvent, OutreachId } from '@lastcall/domain'
import { campaignCodec, campaignDecider } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import type { AppendOnItsWay } from '../world/message'
import type { World } from '../world/world'
import { livingLives, onClaimed, onYielded } from './claims'
import type { Grant } from './observer'
import { demand, recipientKey } from './observer'
import { count } from './rare'

type Of<Type extends CampaignEvent['type']> = Extract<CampaignEvent, { type: Type }>

const tokenOf = ({ plan }: World, { outreach, recipient }: Grant): string =>
  plan.sharedNumbers ? String(recipient) : `${outreach}/${recipient}`

const onAuthorized = (world: World, recorded: Recorded, event: Of<'CallsAuthorized'>): void => {
  const { observer } = world
  const { outreach, incarnation, permitMs } = event
  const stop = observer.stopped.get(outreach)
  demand(
    observer,
    stop === undefined,
    'G1',
    () => `authorized at ${recorded.revision} behind the stop at ${stop?.at ?? ''}`,
  )
  demand(
    observer,
    !observer.completed.has(outreach),
    'G1',
    () => `authorized behind the completion of ${outreach}`,
  )
  const { claim } = world.state
  demand(
    observer,
    claim?.incarnation === incarnation,
    'G2',
    () => `${incarnation} authorized without the claim`,
  )
  const sentAt = observer.sent.get(recorded.id) ?? world.now
  const sender = livingLives(world).find((life) => life.incarnation === incarnation)
  if (sender === undefined) count(observer, 'an authorization whose worker is dead')
  else if (sender.dialer?.slot?.id !== recorded.id) count(observer, 'an authorization that was given up')
  const next = sender?.dialer?.slot
  if (
    next?.event.type === 'CallsAuthorized' &&
    next.id !== recorded.id &&
    next.event.calls.some(([recipient, n]) => event.calls.some(([r, m]) => r === recipient && m === n))
  )
    count(
      observer,
      'an authorization that was given up stands while the next one for its recipient is in doubt',
    )
  if (sender?.frozen === true) count(observer, 'an authorization whose worker is frozen')
  for (const [recipient, n, attempt] of event.calls) {
    const key = recipientKey(outreach, recipient)
    const before = observer.numbers.get(key) ?? 0
    const grant: Grant = {
      attempt,
      outreach,
      recipient,
      n,
      incarnation,
      permitMs,
      sentAt,
      stoodAt: world.now,
    }
    demand(
      observer,
      n === before + 1,
      'G2',
      () => `recipient ${recipient} authorized as ${n} after ${before}`,
    )
    demand(
      observer,
      !observer.open.has(key),
      'G2',
      () => `recipient ${recipient} authorized as ${n} while ${before} is open`,
    )
    for (const other of observer.open.values())
      demand(
        observer,
        tokenOf(world, other) !== tokenOf(world, grant),
        'G6',
        () => `the number of recipient ${recipient} has an open call already`,
      )
    const last = [...observer.grants.values()].findLast(
      (g) => g.outreach === outreach && g.recipient === recipient,
    )
    if (last !== undefined)
      count(observer, `authorized again after ${observer.closed.get(last.attempt) ?? 'nothing'}`)
    observer.numbers.set(key, n)
    observer.grants.set(attempt, grant)
    observer.open.set(key, grant)
  }
}

const end = (world: World, outreach: OutreachId, at: number): void => {
  const { observer } = world
  if (observer.stopped.has(outreach) || observer.completed.has(outreach)) return
  observer.stopped.set(outreach, { us: world.now, at })
  for (const { dialer } of livingLives(world)) {
    if (dialer === null || dialer.slot?.event.type !== 'CallsAuthorized') continue
    const { id } = dialer.slot
    const stands = world.store.read(world.stream, 0).some((recorded) => recorded.id === id)
    count(
      observer,
      stands ? 'a stop between append and acknowledgement' : 'a stop while an authorization is on its way',
    )
  }
  const holders = livingLives(world).filter(({ dialer }) => dialer !== null && dialer.gate.permits.size > 0)
  if (holders.length > 0) count(observer, 'a stop while permits are alive')
  if (holders.some(({ frozen }) => frozen)) count(observer, 'a stop while a deaf worker holds a permit')
  if ([...observer.ringing.values()].some((grant) => grant.outreach === outreach))
    count(observer, 'a stop during a call')
  if ([...observer.left].some(([attempt]) => !observer.taken.has(attempt) && !observer.closed.has(attempt)))
    count(observer, 'a stop while an originate travels')
}

const onStopped = (world: World, recorded: Recorded, { outreach }: Of<'OutreachStopped'>): void => {
  const { observer } = world
  const phase = world.state.outreaches.get(outreach)?.phase
  if (phase === 'stopped') count(observer, 'a stop that stands twice')
  if (phase === 'completed') count(observer, 'a stop behind the completion')
  if (phase === 'scheduled') count(observer, 'a stop of what has not begun')
  if (world.state.deleted === null) end(world, outreach, recorded.revision)
}

const onDeleted = (world: World, recorded: Recorded): void => {
  for (const process of world.processes)
    if (
      process.is === 'person' &&
      process.alive &&
      (process.task.is === 'importing' ||
        (process.task.is === 'transacting' && process.task.tx.command.type === 'ScheduleOutreach'))
    )
      count(world.observer, 'a deletion during an import')
  if (world.observer.ringing.size > 0) count(world.observer, 'a deletion during a call')
  for (const outreach of world.state.outreaches.keys()) end(world, outreach, recorded.revision)
}

const onQuiesced = (world: World, event: Of<'OutreachQuiesced'>): void => {
  const { observer } = world
  const { outreach, callsSeen, open, by, last } = event
  demand(observer, observer.stopped.has(outreach), 'G4', () => `${outreach} quiesced and not stopped`)
  if (observer.quiet.has(outreach)) return count(observer, 'quiet said twice')
  observer.quiet.set(outreach, world.now)
  const listed = new Set(open)
  const facts = observer.facts.get(outreach) ?? []
  const seen = new Set(
    facts.slice(0, (callsSeen ?? -1) + 1).flatMap(({ attempt, closes }) => (closes ? [attempt] : [])),
  )
  for (const grant of observer.grants.values())
    if (grant.outreach === outreach && !seen.has(grant.attempt))
      demand(
        observer,
        listed.has(grant.attempt),
        'G4',
        () => `open attempt ${grant.attempt.slice(-4)} is not listed`,
      )
  demand(
    observer,
    last === null || observer.grants.has(last),
    'G4',
    () => `the last call ${last ?? ''} was never authorized`,
  )
  if ('actor' in by) count(observer, 'quiet said by a person')
  else if (world.state.claim?.incarnation !== by.incarnation)
    count(observer, 'quiet said by a worker without the claim')
  if (open.length > 0) count(observer, 'quiet with open calls')
  if (open.some((attempt) => observer.closed.has(attempt))) count(observer, 'quiet lists too much')
}

export const onCommitted = (world: World, recorded: Recorded): void => {
  const decoded = campaignCodec.decode(recorded)
  if (decoded._tag === 'Left') return demand(world.observer, false, 'readable', () => recorded.type)
  const event = decoded.right
  world.observer.claimsOnTheWay.delete(recorded.id)
  switch (event.type) {
    case 'CallsAuthorized':
      onAuthorized(world, recorded, event)
      break
    case 'OutreachStopped':
      onStopped(world, recorded, event)
      break
    case 'CampaignDeleted':
      onDeleted(world, recorded)
      break
    case 'OutreachQuiesced':
      onQuiesced(world, event)
      break
    case 'DialingClaimed':
      onClaimed(world, event)
      break
    case 'DialingYielded':
      onYielded(world, event)
      break
    case 'OutreachCompleted':
      if (world.state.outreaches.get(event.outreach)?.phase === 'in progress')
        world.observer.completed.add(event.outreach)
      break
    default:
  }
  world.state = campaignDecider.evolve(world.state, event)
  world.observer.spokenAt = world.now
}

export const onConflict = (world: World, { events, from }: AppendOnItsWay): void => {
  const type = events[0]?.type ?? ''
  count(world.observer, `a conflict of ${type}`)
  if (type === 'CallsAuthorized' && world.store.read(world.stream, 0).at(-1)?.type === 'OutreachStopped')
    count(world.observer, 'a stop took the place of an authorization')
  for (const { id } of events) world.observer.claimsOnTheWay.delete(id)
  const process = world.processes[from]
  if (
    process?.is === 'worker' &&
    world.state.claim?.incarnation !== process.incarnation &&
    type === 'CallsAuthorized'
  )
    count(world.observer, 'an authorization of a deposed claimant')
}

/** An append leaves its process: this is when a permit begins. */
export const onSent = (world: World, { events, from }: AppendOnItsWay): void => {
  const [event] = events
  if (event?.type === 'CallsAuthorized' && !world.observer.sent.has(event.id))
    world.observer.sent.set(event.id, world.now)
  const process = world.processes[from]
  if (process?.is === 'person' && process.task.is === 'revoking')
    world.observer.revocations.set(process.task.id, from)
  if (event?.type !== 'DialingClaimed') return
  const isUp = process?.is !== 'worker' || process.carrierHealthy
  demand(world.observer, isUp, 'claims', () => `process ${from} claims while its carrier is down`)
  world.observer.claimsOnTheWay.add(event.id)
  if (world.observer.claimsOnTheWay.size > 1) count(world.observer, 'two claims under way')
}
