/** Legal histories of one outreach: grants in one stream, facts in causal order in the other. */
import type { EventOf } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { endings } from '../calls/disposition'
import type { CallFact } from '../calls/event'
import * as Fact from '../calls/event'
import { CallsAuthorized } from '../campaign/event'
import type { AttemptId, IncarnationId, OutreachId } from '../ids'
import { timestamp } from '../values'
import { evolveAuthorized, evolveFact } from './evolve'
import type { Recipients } from './recipients'
import { noRecipients } from './recipients'

export const baseMs = Date.parse('2026-03-02T12:00:00.000Z')
export const retry = { maxAttempts: 9, afterMs: { busy: 60_000, 'no-answer': 3_600_000, cancelled: 0 } }
export const size = 4

const hex = (n: number): string => n.toString(16).padStart(32, '0')
const outreach = hex(1) as OutreachId
const incarnation = hex(2) as IncarnationId

export type Grant = EventOf<typeof CallsAuthorized>
export interface Story {
  readonly grants: readonly Grant[]
  readonly facts: readonly CallFact[]
}

const ending = fc.constantFrom(...endings)
const retried = fc.constantFrom('busy', 'no-answer', 'cancelled', 'rejected')

/** How an authorization may go on, oldest fact first; `retried` ones are followed by another. */
const closing = fc.oneof(
  retried.map((end) => ['placed', end]),
  retried.map((end) => ['placed', 'ringing', end]),
  retried.map((end) => ['placed', 'unresolved', end]),
  fc.constant(['released']),
  fc.constantFrom(['unresolved', 'released'], ['absent'], ['absent', 'placed'], ['placed', 'absent']),
)
const last = fc.oneof(
  fc.constantFrom([], ['placed'], ['placed', 'ringing'], ['placed', 'ringing', 'talking'], ['unresolved']),
  ending.map((end) => ['placed', 'ringing', 'talking', end]),
  fc.constantFrom(['placed', 'unresolved'], ['placed', 'talking', 'opt out', 'answered']),
  closing,
)
const person = fc.tuple(fc.array(closing, { maxLength: 3 }), last).map(([before, end]) => [...before, end])

export const fact = (what: string, recipient: number, n: number, at: number): CallFact => {
  const call = {
    at: timestamp(baseMs + at * 1_000),
    recipient,
    n,
    attempt: hex(recipient * 100 + n) as AttemptId,
    incarnation,
  }
  if (what === 'placed') return Fact.CallPlaced({ ...call, pass: recipient * 100 + n, permitAgeUs: 5 })
  if (what === 'ringing') return Fact.CallRinging({ ...call, sinceOriginateMs: 5 })
  if (what === 'talking') return Fact.CallAnswered({ ...call, sinceOriginateMs: 9 })
  if (what === 'released') return Fact.CallReleased({ ...call, proof: 'own-gate' })
  if (what === 'absent') return Fact.CallReleased({ ...call, proof: 'carrier-absent' })
  if (what === 'unresolved') return Fact.CallUnresolved({ ...call, why: 'not found' })
  if (what === 'opt out') return Fact.OptOutRequested({ ...call, via: 'key' })
  const disposition = endings.find((end) => end === what) ?? 'answered'
  return Fact.CallEnded({ ...call, disposition, status: '200', cause: '16', ringMs: 1, talkMs: 1 })
}

export const grant = (recipient: number, n: number): Grant =>
  CallsAuthorized({
    at: timestamp(baseMs),
    outreach,
    incarnation,
    permitMs: 1_000,
    callsSeen: [],
    suppressionSeen: null,
    calls: [[recipient, n, hex(recipient * 100 + n) as AttemptId, 0]],
  })

/** Merges lists into one, keeping the order of each; `picks` says whose turn it is. */
export const merge = <T>(lists: readonly (readonly T[])[], picks: readonly number[]): readonly T[] => {
  const rest = lists.map((list) => [...list])
  const merged: T[] = []
  for (let i = 0; rest.some((list) => list.length > 0); i += 1) {
    const waiting = rest.filter((list) => list.length > 0)
    const next = waiting[(picks[i] ?? 0) % waiting.length]?.shift()
    if (next !== undefined) merged.push(next)
  }
  return merged
}

const picks = fc.array(fc.nat(11), { minLength: 0, maxLength: 60 })

export const story: fc.Arbitrary<Story> = fc
  .tuple(
    fc.array(person, { minLength: size, maxLength: size }),
    picks,
    picks,
    fc.array(fc.nat(50), { maxLength: 4 }),
  )
  .map(([people, grantPicks, factPicks, repeats]) => {
    const grants = people.map((fates, recipient) => fates.map((_, k) => grant(recipient, k + 1)))
    const facts = people.map((fates, recipient) =>
      fates.flatMap((fate, k) => fate.map((what, step) => fact(what, recipient, k + 1, 100 * k + step))),
    )
    const told = [...merge(facts, factPicks)]
    // An append that was repeated stands twice; the copies come later in the stream.
    for (const k of repeats) if (k < told.length) told.push(told[k] as CallFact)
    return { grants: merge(grants, grantPicks), facts: told }
  })

export const foldAll = (events: readonly (Grant | CallFact)[]): Recipients => {
  const recipients = noRecipients(size, baseMs)
  for (const event of events) {
    if (event.type === 'CallsAuthorized') evolveAuthorized(recipients, event)
    else evolveFact(recipients, event, retry)
  }
  return recipients
}
