/** The promises, judged while a world runs: at every append that lands and at every byte that leaves. */
import type { AttemptId, CallFact, CampaignEvent, OutreachId } from '@lastcall/domain'
import { callsCodec, campaignCodec } from '@lastcall/domain'
import { foldCallsPage, foldCampaignPage, historyOf } from '@lastcall/history'
import type { History } from '@lastcall/history'
import type { Codec, Recorded } from '@lastcall/eventlog'
import type { World } from './world.fixture'
import { start } from './world.fixture'

const decoded = <E>(codec: Codec<E>, recorded: Recorded): E => {
  const either = codec.decode(recorded)
  if (either._tag === 'Left') throw new Error(`unreadable ${recorded.type}`)
  return either.right
}
export const eventsOf = (world: World): readonly CampaignEvent[] =>
  world.own.events.map((r) => decoded(campaignCodec, r))
export const factsOf = (world: World, outreach: OutreachId): readonly CallFact[] =>
  world.facts(outreach).events.map((r) => decoded(callsCodec, r))

const isTerminal = ({ type }: CallFact): boolean =>
  type === 'CallEnded' || type === 'CallReleased' || type === 'CallUnresolved'

interface Grant {
  readonly outreach: OutreachId
  readonly recipient: number
  readonly n: number
  readonly permitMs: number
  readonly attempt: AttemptId
  /** Virtual time at which it stood in the log, which is later than its permit's beginning. */
  readonly stoodAt: number
}

export interface Judge {
  /** Looks at everything since the last time; throws on the first broken promise. */
  readonly look: () => void
  readonly grants: ReadonlyMap<AttemptId, Grant>
}

const demand = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(promise)
}

/** To be asked after every single step of the world. */
export const judge = (world: World): Judge => {
  const grants = new Map<AttemptId, Grant>()
  const numbers = new Map<string, number>()
  const closed = new Set<AttemptId>()
  const stoppedAt = new Map<OutreachId, number>()
  const quiet = new Set<OutreachId>()
  const written = new Set<string>()
  const read = { own: 0, facts: new Map<OutreachId, number>() }

  const onAuthorized = (
    event: Extract<CampaignEvent, { type: 'CallsAuthorized' }>,
    stoodAt: number,
  ): void => {
    const { outreach, permitMs } = event
    demand(!stoppedAt.has(outreach), `G1: authorized behind the stop of ${outreach}`)
    for (const [recipient, n, attempt] of event.calls) {
      const key = `${outreach}/${recipient}`
      demand(n === (numbers.get(key) ?? 0) + 1, `G2: ${key} authorized as ${n}`)
      const open = [...grants.values()].find(
        (g) => g.outreach === outreach && g.recipient === recipient && !closed.has(g.attempt),
      )
      demand(open === undefined, `G2: ${key} authorized as ${n} while ${open?.n ?? ''} is open`)
      numbers.set(key, n)
      grants.set(attempt, { outreach, recipient, n, permitMs, attempt, stoodAt })
    }
  }
  const onQuiesced = (event: Extract<CampaignEvent, { type: 'OutreachQuiesced' }>): void => {
    const { outreach, callsSeen, open, last } = event
    demand(stoppedAt.has(outreach), `G4: ${outreach} quiesced and not stopped`)
    if (quiet.has(outreach)) return
    quiet.add(outreach)
    const seen = factsOf(world, outreach).slice(0, (callsSeen ?? -1) + 1)
    const ended = new Set(seen.filter(isTerminal).map(({ attempt }) => attempt))
    const owed = [...grants.values()].filter((g) => g.outreach === outreach && !ended.has(g.attempt))
    const names = owed.map(({ attempt }) => attempt).sort()
    demand([...open].sort().join() === names.join(), `G4: open ${open.join()} where ${names.join()} is owed`)
    const placed = seen.filter(({ type }) => type === 'CallPlaced').map(({ attempt }) => attempt)
    demand(last === null ? placed.length === 0 : placed.includes(last), `G4: last call ${last ?? 'null'}`)
  }
  const onOwn = (recorded: Recorded): void => {
    const event = decoded(campaignCodec, recorded)
    const at = recorded.recordedUs / 1_000 - start
    if (event.type === 'CallsAuthorized') onAuthorized(event, at)
    if (event.type === 'OutreachQuiesced') onQuiesced(event)
    if (event.type === 'OutreachStopped' && !stoppedAt.has(event.outreach)) stoppedAt.set(event.outreach, at)
    if (event.type === 'CampaignDeleted')
      for (const other of eventsOf(world))
        if (other.type === 'OutreachScheduled' && !stoppedAt.has(other.outreach))
          stoppedAt.set(other.outreach, at)
  }
  world.onWrite.push((attempt) => {
    look()
    const grant = grants.get(attempt as AttemptId)
    if (grant === undefined) throw new Error('law 2: originated without an authorization')
    demand(!written.has(attempt), `G2: ${attempt} left the gate twice`)
    written.add(attempt)
    demand(world.now() - grant.stoodAt < grant.permitMs, 'G3: left later than its permit')
    demand(!quiet.has(grant.outreach), 'G3: left after the outreach had quiesced')
  })
  const look = (): void => {
    for (const [outreach, { events }] of world.factStreams) {
      for (const fact of events.slice(read.facts.get(outreach) ?? 0)) {
        const told = decoded(callsCodec, fact)
        if (isTerminal(told)) closed.add(told.attempt)
      }
      read.facts.set(outreach, events.length)
    }
    for (; read.own < world.own.events.length; read.own += 1) onOwn(world.own.events[read.own] as Recorded)
  }
  return { look, grants }
}

const fold = (world: World, order: 'facts first' | 'grants first'): History => {
  let known = historyOf(world.campaign, null)
  const grants = (history: History): History => {
    const folded = foldCampaignPage(history, world.own.events)
    if (folded._tag === 'Left') throw new Error('unreadable')
    return folded.right
  }
  if (order === 'facts first') known = historyOf(world.campaign, grants(known).record)
  else known = grants(known)
  for (const [outreach, { events }] of world.factStreams) {
    const folded = foldCallsPage(known, outreach, events)
    if (folded._tag === 'Left') throw new Error('unreadable')
    known = folded.right
  }
  return order === 'facts first' ? grants(known) : known
}

const essence = (history: History): unknown =>
  [...history.outreaches].map(([id, { recipients: of, callsAt }]) => ({
    ...{ id, callsAt, codes: [...of.codes], due: [...of.due], counts: [...of.counts] },
    open: of.open
      .values()
      .map(({ attempt }) => attempt)
      .sort(),
    violation: of.violation,
  }))

/** Law 5: one state, whatever the order; for the whole log and for what each worker made of it. */
export const foldsAlike = (world: World): void => {
  const whole = JSON.stringify(essence(fold(world, 'facts first')))
  demand(whole === JSON.stringify(essence(fold(world, 'grants first'))), 'law 5: the order matters')
  for (const life of world.lives) {
    const { history } = life.dialer()
    if (!life.isAlive() || history.at !== world.own.events.length - 1) continue
    const isAtHead = [...world.factStreams].every(
      ([id, { events }]) => (history.outreaches.get(id)?.callsAt ?? -1) === events.length - 1,
    )
    if (isAtHead) demand(whole === JSON.stringify(essence(history)), 'law 5: a worker folded otherwise')
  }
}
