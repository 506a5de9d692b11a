/** The rules that must hold in every sequence of commands, and of events in any order. */
import { fold } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import type { CampaignCommand, CampaignEvent } from './index'
import { campaignDecider, phases } from './index'
import * as sample from './sample.fixture'

const { spring, autumn, life, otherLife, administrator, operator, visitor } = sample
const outreach = fc.constantFrom(spring, autumn)
const incarnation = fc.constantFrom(life, otherLife)
const actor = fc.constantFrom(administrator, operator, visitor)
const n = fc.integer({ min: 1, max: 5 })

const command: fc.Arbitrary<CampaignCommand> = fc.oneof(
  fc.constant(sample.create),
  outreach.map((id) => sample.schedule(id)),
  incarnation.map((id) => sample.claim(id)),
  fc.tuple(outreach, incarnation).map(([id, by]) => sample.start(id, by)),
  fc.tuple(outreach, incarnation).map(([id, by]) => sample.complete(id, by)),
  { arbitrary: fc.tuple(outreach, incarnation, n).map((of) => sample.authorize(...of)), weight: 4 },
  fc.tuple(outreach, actor).map(([id, by]) => sample.stop(id, by)),
  outreach.map((id) => sample.quiesce(id)),
  { arbitrary: actor.map((by) => sample.remove(by)), weight: 1 },
)

/** Any event after any other, as no store would ever hold it. */
const anyEvent: fc.Arbitrary<CampaignEvent> = fc.oneof(
  fc.constant(sample.created),
  outreach.map((id) => sample.scheduled(id)),
  incarnation.map((id) => sample.claimed(id)),
  fc.tuple(outreach, incarnation).map(([id, by]) => sample.started(id, by)),
  fc.tuple(outreach, incarnation).map(([id, by]) => sample.completed(id, by)),
  fc.tuple(outreach, incarnation, n).map((of) => sample.authorized(...of)),
  outreach.map((id) => sample.stopped(id)),
  outreach.map((id) => sample.quiesced(id)),
  fc.constant(sample.deleted()),
)

interface Told {
  readonly command: CampaignCommand
  readonly before: (typeof campaignDecider)['initial']
  readonly events: readonly CampaignEvent[] | null
}

const opening: readonly CampaignEvent[] = [
  sample.created,
  sample.scheduled(spring),
  sample.claimed(),
  sample.started(spring),
]

/** The story of a campaign: each command with the state that it met and what it led to (null: refused). */
const story = (commands: readonly CampaignCommand[]): readonly Told[] => {
  let state = fold(campaignDecider, campaignDecider.initial, opening)
  return commands.map((asked) => {
    const before = state
    const decision = campaignDecider.decide(asked, before)
    if (decision._tag === 'Left') return { command: asked, before, events: null }
    state = fold(campaignDecider, before, decision.right)
    return { command: asked, before, events: decision.right }
  })
}

const commands = fc.array(command, { maxLength: 40 })

test('R1: after a stop or a deletion the number of authorized attempts never grows', () =>
  fc.assert(
    fc.property(commands, (asked) => {
      const revoked = new Set<string>()
      for (const event of story(asked).flatMap((told) => told.events ?? [])) {
        if (event.type === 'OutreachStopped') revoked.add(event.outreach)
        if (event.type === 'CampaignDeleted') [spring, autumn].forEach((id) => revoked.add(id))
        if (event.type === 'CallsAuthorized') expect(revoked).not.toContain(event.outreach)
      }
    }),
  ))

test('R2: only an administrator stops and deletes; the actor is in the event', () =>
  fc.assert(
    fc.property(commands, (asked) => {
      for (const told of story(asked)) {
        if (told.command.type !== 'StopOutreach' && told.command.type !== 'DeleteCampaign') continue
        if (told.command.actor !== administrator) expect(told.events).toBeNull()
        for (const event of told.events ?? []) expect(event).toMatchObject({ actor: administrator.id })
      }
    }),
  ))

test('R4: stopping one outreach leaves every other one as it was', () =>
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      const before = fold(campaignDecider, campaignDecider.initial, events)
      const after = campaignDecider.evolve(before, sample.stopped(spring))
      expect(after.outreaches.get(autumn)).toBe(before.outreaches.get(autumn))
    }),
  ))

test('R8: stopped is terminal in every sequence of events, however impossible', () =>
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const ended = new Set<string>()
      let state = campaignDecider.initial
      for (const event of events) {
        state = campaignDecider.evolve(state, event)
        for (const [id, { phase }] of state.outreaches) if (phase === 'stopped') ended.add(id)
        for (const id of ended) expect(state.outreaches.get(id as typeof spring)?.phase).toBe('stopped')
      }
    }),
  ))

test('R11: an outreach that was scheduled has exactly one of the four phases, always', () =>
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const { outreaches } = fold(campaignDecider, campaignDecider.initial, events)
      for (const { phase } of outreaches.values()) expect(phases).toContain(phase)
    }),
  ))

test('R12: a stop is accepted from scheduled and in progress only, and changes nothing elsewhere', () =>
  fc.assert(
    fc.property(commands, (asked) => {
      for (const { command: of, before, events } of story(asked)) {
        if (of.type !== 'StopOutreach' || of.actor !== administrator) continue
        const phase = before.deleted === null ? before.outreaches.get(of.outreach)?.phase : undefined
        if (phase === 'scheduled' || phase === 'in progress') expect(events).toHaveLength(1)
        else expect(events).toEqual(phase === 'stopped' ? [] : null)
      }
    }),
  ))

test('the fold sees no violation in what the rules allow', () =>
  fc.assert(
    fc.property(commands, (asked) => {
      const events = story(asked).flatMap((told) => told.events ?? [])
      expect(fold(campaignDecider, campaignDecider.initial, [...opening, ...events]).violation).toBeNull()
    }),
  ))
