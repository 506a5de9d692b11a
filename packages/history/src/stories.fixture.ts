/** Generated campaigns, and ways to read one: pages of any size, in any order of the streams, overlapping or not. */
import type { CallFact, CampaignEvent, OutreachId } from '@lastcall/domain'
import { endings } from '@lastcall/domain'
import type { Recorded, Revision } from '@lastcall/eventlog'
import { after } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import type { History } from '.'
import { foldCallsPage, foldCampaignPage } from '.'
import type { Story } from './story.fixture'
import * as Told from './story.fixture'

/** Merges lists into one, keeping the order of each; `picks` says whose turn it is. */
const merge = <T>(lists: readonly (readonly T[])[], picks: readonly number[]): readonly T[] => {
  const rest = lists.map((list) => [...list])
  const merged: T[] = []
  for (let i = 0; rest.some((list) => list.length > 0); i += 1) {
    const waiting = rest.filter((list) => list.length > 0)
    merged.push(...(waiting[(picks[i] ?? 0) % waiting.length]?.splice(0, 1) ?? []))
  }
  return merged
}

const retried = fc.constantFrom('busy', 'no-answer', 'cancelled', 'rejected')
/** How an authorization may go on when another one follows it. */
const closing = fc.oneof(
  retried.map((end) => ['placed', end]),
  retried.map((end) => ['placed', 'unresolved', end]),
  fc.constantFrom(['released'], ['unresolved', 'released']),
)
/** The last but one is what the protocol forbids: a release beside the call. */
const last = fc.oneof(
  fc.constantFrom([], ['placed'], ['placed', 'ringing'], ['placed', 'talking'], ['unresolved']),
  fc.constantFrom(...endings).map((end) => ['placed', 'ringing', 'talking', end]),
  fc.constantFrom(['placed', 'talking', 'opt out', 'answered'], ['placed', 'released'], ['released']),
)
const person = fc.tuple(fc.array(closing, { maxLength: 2 }), last).map(([before, end]) => [...before, end])
const people = fc.array(person, { minLength: Told.size, maxLength: Told.size })
const picks = fc.array(fc.nat(11), { maxLength: 60 })

/** By recipient, by authorization: what is told of it, in order. */
type Fates = readonly (readonly (readonly string[])[])[]

const grantsOf = (id: OutreachId, fates: Fates, of: readonly number[]) =>
  merge(
    fates.map((fate, recipient) => fate.map((_, k) => Told.grant(id, [[recipient, k + 1]]))),
    of,
  )

const factsOf = (id: OutreachId, fates: Fates, of: readonly number[]) =>
  merge<CallFact>(
    fates.map((fate, recipient) =>
      fate.flatMap((told, k) => told.map((what) => Told.fact(id, what, recipient, k + 1))),
    ),
    of,
  )

const ends = fc.constantFrom('open', 'open', 'completed', 'stopped', 'quiet')

/** `cut`: where the end stands among the grants, which is often too early: grants behind it are a violation. */
const outreach = fc
  .tuple(people, picks, picks, ends, fc.oneof(fc.constant(Infinity), fc.nat(12)))
  .map(([fates, grantPicks, factPicks, end, cut]) => (id: OutreachId) => {
    const grants: readonly CampaignEvent[] = grantsOf(id, fates, grantPicks)
    const behind: readonly CampaignEvent[] =
      end === 'open' ? [] : end === 'completed' ? [Told.completed(id)] : [Told.stopped(id)]
    const own: readonly CampaignEvent[] = [
      ...[Told.scheduled(id), Told.started(id), ...grants.slice(0, cut), ...behind],
      ...(end === 'quiet' ? [Told.quiesced(id, 5)] : []),
      ...grants.slice(cut),
    ]
    return { own, facts: factsOf(id, fates, factPicks) }
  })

export const stories: fc.Arbitrary<Story> = fc
  .tuple(
    fc.array(outreach, { maxLength: 3 }),
    picks,
    fc.constantFrom<readonly CampaignEvent[]>([], [Told.claimed()], [Told.claimed(), Told.yielded()]),
    fc.option(fc.nat(60)),
  )
  .map(([outreaches, order, claims, deletion]) => {
    const told = outreaches.map((of, k) => [Told.outreachAt(k), of(Told.outreachAt(k))] as const)
    const own = [Told.created(), ...merge([claims, ...told.map(([, one]) => one.own)], order)]
    if (deletion !== null) own.splice(1 + deletion, 0, Told.deleted())
    return { own, calls: new Map(told.map(([id, { facts }]) => [id, facts])) }
  })

export interface Turn {
  /** Whose page is next: 0 the campaign's own, k the k-th outreach's. */
  readonly stream: number
  readonly length: number
  /** How many events of the page before are in this one again. */
  readonly again: number
}

export const turns = fc.array(
  fc.record({ stream: fc.nat(3), length: fc.integer({ min: 1, max: 6 }), again: fc.nat(3) }),
  { maxLength: 60 },
)

const page = (events: readonly Recorded[], read: Revision | null, { length, again }: Turn) => {
  const from = after(read)
  return events.slice(Math.max(0, from - again), from + length)
}

/** Reads what the turns say and no more. */
export const readInTurns = (story: Story, from: History, of: readonly Turn[]): History => {
  const own = Told.ownPages(story)
  let history = from
  for (const turn of of) {
    const id = turn.stream === 0 ? null : Told.outreachAt(turn.stream - 1)
    const folded =
      id === null
        ? foldCampaignPage(history, page(own, history.at, turn))
        : foldCallsPage(
            history,
            id,
            page(Told.callsPages(story, id), history.outreaches.get(id)?.callsAt ?? null, turn),
          )
    if (folded._tag === 'Left') throw new Error('a generated event cannot be read')
    history = folded.right
  }
  return history
}

const whole = { length: Infinity, again: 0 }
const calls = [1, 2, 3].map((stream) => ({ ...whole, stream }))
/** To the heads of all streams; facts that have no room yet are read behind the campaign's own stream. */
export const readWhole = (story: Story, from: History): History =>
  readInTurns(story, from, [...calls, { ...whole, stream: 0 }, ...calls])
/** The other way round. */
export const readOwnFirst = (story: Story, from: History): History =>
  readInTurns(story, from, [{ ...whole, stream: 0 }, ...calls])
