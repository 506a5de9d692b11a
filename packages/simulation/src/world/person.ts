/** A person's command goes on: a revocation never gives up, an import asks the rules, whoever waits says it is quiet. */
import { mayStillLeave, noteOpen } from '@lastcall/campaigns'
import type { CampaignCommand, OutreachId, Sealed } from '@lastcall/domain'
import { campaignCodec, campaignDecider, timestamp } from '@lastcall/domain'
import { after, eventId, revision, transaction } from '@lastcall/eventlog'
import type { NewEvent } from '@lastcall/eventlog'
import { foldCallsPage, foldCampaignPage, historyOf, quiesceCommand } from '@lastcall/history'
import { judgeHistory } from '../observe/histories'
import type { Delivery } from './message'
import { administrator, revoke } from './people'
import { send } from './perform'
import type { Person, Task } from './process'
import type { World } from './world'
import { clocksOf, newId, schedule, travelUs } from './world'

const sealed = 'sealed' as Sealed
const attempts = 8
const pollUs = 100_000

const at = (world: World, person: Person) => timestamp(clocksOf(world, person).wall)

const goOn = (world: World, person: Person, inUs: number): void =>
  schedule(world, inUs, { is: 'delivery', to: person.number, what: { is: 'go on' } })

const toTransaction = (
  world: World,
  person: Person,
  what: CampaignCommand,
  outreach: OutreachId | null,
): void => {
  const tx = {
    decider: campaignDecider,
    codec: campaignCodec,
    newId: () => eventId(newId(world)),
    command: what,
  }
  const held =
    person.history === null
      ? { state: campaignDecider.initial, at: null }
      : { state: person.history.record.state, at: person.history.at }
  const [state, effect] =
    person.history === null
      ? transaction.beginByReading(held, attempts)
      : transaction.begin(tx, held, attempts)
  advance(world, person, { is: 'transacting', tx, state: state as never, outreach, began: world.now }, effect)
}

const advance = (
  world: World,
  person: Person,
  task: Extract<Task, { is: 'transacting' }>,
  effect: transaction.TransactEffect | null,
): void => {
  person.task = task
  const { state, outreach } = task
  if (state.is === 'done') person.task = { is: 'done' }
  // A person who says it is quiet goes on waiting where that failed; an import that is refused is over.
  if (state.is === 'failed') {
    person.task =
      task.tx.command.type === 'QuiesceOutreach' && outreach !== null
        ? { is: 'waiting for quiet', outreach, began: task.began }
        : { is: 'done' }
    person.history = null
    if (person.task.is !== 'done') goOn(world, person, pollUs)
  }
  if (effect === null) return
  if (effect.is === 'read') return read(world, person, effect.from)
  const events = effect.events as readonly NewEvent[]
  send(world, person, events[0]?.type ?? '', {
    from: person.number,
    to: world.stream,
    expected: effect.expected,
    events,
    reply: { is: 'person' },
  })
}

const read = (world: World, person: Person, campaign = after(person.history?.at ?? null)): void => {
  const calls = [...(person.history?.outreaches ?? [])].map(
    ([id, { callsAt }]) => [id, after(callsAt)] as const,
  )
  schedule(world, travelUs(world), {
    is: 'facts read',
    from: person.number,
    want: { calls, campaign },
    first: false,
  })
}

const onAppended = (
  world: World,
  person: Person,
  { answer }: Extract<Delivery, { is: 'appended' }>,
): void => {
  const { task } = person
  if (task.is === 'transacting') {
    const [state, effect] = transaction.step(task.tx, task.state, { is: 'appended', answer }, attempts)
    return advance(world, person, { ...task, state }, effect)
  }
  if (task.is === 'importing') {
    if (answer._tag === 'Left') return void (person.task = { is: 'done' })
    const { outreach, recipients } = task
    const at_ = at(world, person)
    return toTransaction(
      world,
      person,
      {
        type: 'ScheduleOutreach',
        actor: administrator,
        at: at_,
        outreach,
        startAt: at_,
        recipients,
        ciphertextSha256: 'ab'.repeat(32),
        sealedFileName: sealed,
      },
      null,
    )
  }
  if (task.is !== 'revoking') return
  if (answer._tag === 'Left') {
    person.task = { ...task, tries: task.tries + 1 }
    return goOn(world, person, Math.min(20_000 * 2 ** (task.tries - 1), 1_000_000))
  }
  if (task.outreach === null) {
    person.task = { is: 'done' }
    return schedule(world, travelUs(world), { is: 'erase', step: 'key' })
  }
  person.task = { is: 'waiting for quiet', outreach: task.outreach, began: clocksOf(world, person).mono }
  read(world, person)
}

/** After its patience a person says it, if nobody else did and nothing can leave any more. */
const look = (
  world: World,
  person: Person,
  { outreach, began }: Extract<Task, { is: 'waiting for quiet' }>,
): void => {
  const { history } = person
  const found = history?.record.state.outreaches.get(outreach)
  const { mono } = clocksOf(world, person)
  if (history === null || found === undefined) return goOn(world, person, pollUs)
  noteOpen(person.seen, history, outreach, mono)
  if (found.stop === null || found.stop.quiesced) return void (person.task = { is: 'done' })
  const isTooEarly =
    mono - began < world.plan.patienceMs || mayStillLeave(person.seen, history, outreach, mono) > 0
  const what = isTooEarly
    ? null
    : quiesceCommand(
        history,
        outreach,
        { actor: administrator.id },
        clocksOf(world, person).wall,
        Math.round(mono - began),
      )
  if (what === null) return goOn(world, person, pollUs)
  toTransaction(world, person, what, outreach)
}

const onRead = (world: World, person: Person, { facts, own }: Extract<Delivery, { is: 'read' }>): void => {
  const { task } = person
  if (task.is === 'transacting') {
    const answer = own._tag === 'Left' ? own : { ...own, right: { events: own.right, atHead: true } }
    const [state, effect] = transaction.step(task.tx, task.state, { is: 'read', answer }, attempts)
    return advance(world, person, { ...task, state }, effect)
  }
  if (task.is !== 'waiting for quiet') return
  if (own._tag === 'Left') {
    // Folds change what they are given: a history that was read halfway is not used again.
    person.history = null
    return goOn(world, person, pollUs)
  }
  let history = person.history ?? historyOf(world.campaign, null)
  for (const [outreach, page] of facts) {
    const folded = foldCallsPage(history, outreach, page)
    if (folded._tag === 'Right') history = folded.right
  }
  const whole = foldCampaignPage(history, own.right)
  const isFirst = person.history === null
  person.history = whole._tag === 'Right' ? whole.right : null
  if (person.history !== null) judgeHistory(world, `person ${person.number}`, person.history)
  // The first reading tells what outreaches there are, the second one their facts.
  if (isFirst) return read(world, person)
  look(world, person, task)
}

export const onPerson = (world: World, person: Person, what: Delivery): void => {
  const { task } = person
  if (what.is === 'appended') return onAppended(world, person, what)
  if (what.is === 'read') return onRead(world, person, what)
  if (what.is !== 'go on') return
  if (task.is === 'revoking') return revoke(world, person, task.id, task.event)
  if (task.is === 'waiting for quiet')
    return read(world, person, person.history === null ? revision(0) : undefined)
}
