/** People come with a command: a stop, a deletion, an import. What they do then is in `person.ts`. */
import type { Actor, ActorId, CampaignCommand, CampaignEvent, OutreachId, Sealed } from '@lastcall/domain'
import { campaignCodec, campaignDecider, recipientsStream, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import type { EventId } from '@lastcall/eventlog'
import { hex, mixed } from '../seed/draw'
import { send } from './perform'
import type { Person, Task } from './process'
import type { World } from './world'
import { clocksOf, newId, tell } from './world'

export const administrator: Actor = { id: hex(1) as ActorId, roles: ['administrator', 'operator'] }
const sealed = 'sealed' as Sealed

const arrive = (world: World, task: Task): Person => {
  const { plan, processes } = world
  const number = processes.length
  const driftPpm =
    plan.driftPpm === 0 ? 0 : (mixed(plan.seed, 13, number) % 3) * plan.driftPpm - plan.driftPpm
  const person: Person = {
    is: 'person',
    number,
    clocks: { driftPpm, skewUs: 0, asleepUs: 0 },
    alive: true,
    frozen: false,
    inbox: [],
    task,
    history: null,
    seen: new Map(),
  }
  processes.push(person)
  return person
}

const at = (world: World, person: Person) => timestamp(clocksOf(world, person).wall)

export const revoke = (world: World, person: Person, id: EventId, event: CampaignEvent): void =>
  send(world, person, event.type, {
    from: person.number,
    to: world.stream,
    expected: 'anything',
    events: [campaignCodec.encode(id, event)],
    reply: { is: 'person' },
  })

/** The rules' own answer on the lists as they are; whatever they give is appended without a condition. */
const command = (
  world: World,
  make: (person: Person) => CampaignCommand,
  outreach: OutreachId | null,
): void => {
  const person = arrive(world, { is: 'done' })
  const decision = campaignDecider.decide(make(person), world.state)
  const event = decision._tag === 'Right' ? decision.right[0] : undefined
  if (event === undefined) return tell(world, () => `person ${person.number}: refused, or nothing to do`)
  const id = eventId(newId(world))
  person.task = { is: 'revoking', id, event, outreach, tries: 1 }
  revoke(world, person, id, event)
}

export const stopping = (
  world: World,
  index: number,
  liveCalls: 'drain' | 'cancelRinging' | 'hangUpAll',
): void => {
  const outreach = world.outreaches[index % world.outreaches.length]
  if (outreach === undefined) return
  command(
    world,
    (person) => ({
      type: 'StopOutreach',
      actor: administrator,
      at: at(world, person),
      outreach,
      liveCalls,
      sealedReason: sealed,
    }),
    outreach,
  )
}

export const removing = (world: World): void =>
  command(
    world,
    (person) => ({
      type: 'DeleteCampaign',
      actor: administrator,
      at: at(world, person),
      liveCalls: 'drain',
      retainUntil: null,
    }),
    null,
  )

/** Keys are made with a campaign and never again: an import finds one or gives up. */
export const importing = (world: World): void => {
  if (world.key !== 'alive') return
  const outreach = hex(0x500 + world.outreaches.length) as OutreachId
  const person = arrive(world, { is: 'importing', outreach, recipients: 2 })
  world.outreaches.push(outreach)
  send(world, person, 'RecipientsImported', {
    from: person.number,
    to: recipientsStream(world.campaign, outreach),
    expected: 'nothing-yet',
    events: [{ id: eventId(newId(world)), type: 'RecipientsImported', data: {} }],
    reply: { is: 'person' },
  })
}
