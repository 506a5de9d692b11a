/** Streams and events to write, and answers that were expected. */
import type {
  AppendFailure,
  EventId,
  EventStore,
  Expected,
  Lane,
  NewEvent,
  Recorded,
  Revision,
  StreamName,
} from '@lastcall/eventlog'
import { eventId, revision, streamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PlaceUnderTest } from './harness'

/** EventStoreDB knows ids as UUIDs only. */
export const newId = (): EventId => eventId(randomUUID())
export const newStream = (prefix = 'campaign-'): StreamName =>
  streamName(prefix + randomBytes(16).toString('hex'))

export const noted = (k: number, type = 'Noted'): NewEvent => ({ id: newId(), type, data: { k } })

type Events = ReadonlyNonEmptyArray<NewEvent>

/** `count` events, numbered from `first` on. */
export const notes = (count: number, first = 0, type = 'Noted'): Events =>
  Array.from({ length: count }, (_, k) => noted(first + k, type)) as unknown as Events

/** What was answered where a success was due. */
export const must = <A>(answer: Either<{ readonly is: string; readonly why?: string }, A>): A => {
  if (answer._tag === 'Left') throw new Error(`unexpected: ${answer.left.is} ${answer.left.why ?? ''}`)
  return answer.right
}

/** A failure's name; `success` where there was none. */
export const failure = (answer: Either<{ readonly is: string }, unknown>): string =>
  answer._tag === 'Left' ? answer.left.is : 'success'

/** Appends and is told the revision of the last one. */
export const write = async (
  store: EventStore,
  to: StreamName,
  expected: Expected | number,
  events: Events,
  lane?: Lane,
): Promise<Revision> => must(await store.append(to, at(expected), events, lane)())

export const at = (expected: Expected | number): Expected =>
  typeof expected === 'number' ? revision(expected) : expected

/** An append under contention: whatever says nothing for certain is repeated, as the port allows. */
export const settle = async (
  { patienceMs }: PlaceUnderTest,
  store: EventStore,
  to: StreamName,
  expected: Expected,
  events: Events,
  lane?: Lane,
): Promise<Either<Extract<AppendFailure, { is: 'conflict' | 'refused' }>, Revision>> => {
  for (const until = Date.now() + patienceMs; ;) {
    const answer = await store.append(to, expected, events, lane)()
    if (answer._tag === 'Right') return answer
    const { left } = answer
    if (left.is === 'conflict' || left.is === 'refused') return { _tag: 'Left', left }
    if (Date.now() > until) throw new Error(`no certain answer to an append: ${left.is}, ${left.why}`)
    await sleep(2)
  }
}

/** The whole stream, a page at a time. */
export const readAll = async (
  store: EventStore,
  of: StreamName,
  pageSize = 500,
): Promise<readonly Recorded[]> => {
  const all: Recorded[] = []
  for (;;) {
    const page = must(await store.read(of, revision(all.length), pageSize)())
    all.push(...page.events)
    if (page.atHead) return all
    if (page.events.length === 0) throw new Error('an empty page that is not at the head of its stream')
  }
}

export const idsOf = (events: readonly { readonly id: EventId }[]): readonly EventId[] =>
  events.map(({ id }) => id)

/** What is awaited later, or never where the case fails before: its rejection ends no process. */
export const underWay = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined)
  return promise
}

/** 0, 1, 2, … */
export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k)
