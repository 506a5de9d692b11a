/** `store check`: asks the server what it is, appends to a stream of its own, follows it, and says what would not work. */
import type { EventFeed, EventStore, NewEvent, Position } from '@lastcall/eventlog'
import { eventId, streamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { randomBytes } from 'node:crypto'
import type { Opened } from '../open'
import { openParts } from '../open'
import type { CannotConnect, EventStoreDbOptions } from '../settings/options'
import type { ClusterNode } from './server'
import { nodesOf, versionOf } from './server'
import { warningsOf } from './warnings'

export interface Measured {
  /** Null: the server does not say. */
  readonly version: string | null
  readonly nodes: readonly ClusterNode[]
  /** Of one event at a time, milliseconds. */
  readonly appendMs: { readonly median: number; readonly worst: number }
  /** The server's wall clock less this machine's, milliseconds; good to half an append. For people alone. */
  readonly clockDifferenceMs: number
  /** Whether a follower got the events and then caught up. */
  readonly followed: boolean
  readonly hosts: readonly string[]
  readonly tls: boolean
}

export interface StoreReport extends Measured {
  /** What would not work, one sentence each. Empty: nothing was found. */
  readonly warnings: readonly string[]
}

/** It could be opened; an append was not taken. */
export interface CheckFailed {
  readonly is: 'check failed'
  readonly why: string
}

/** Its few small events stay: streams of evidence are never deleted, and a name for each check would stay too. */
const stream = streamName('lastcall-check')
const rounds = 15
const followMs = 5_000

const checked = (): NewEvent => ({
  id: eventId(randomBytes(16).toString('hex')),
  type: 'StoreChecked',
  data: {},
})

const round = (ms: number): number => Math.round(ms * 10) / 10

/** The newest event before these appends, how long they took, and how the clocks stand. */
const appends = async (
  store: EventStore,
  monotonicMs: () => number,
): Promise<Either<CheckFailed, Pick<Measured, 'appendMs' | 'clockDifferenceMs'>>> => {
  const took: number[] = []
  let middle = 0
  for (let k = 0; k < rounds; k += 1) {
    const [before, wall] = [monotonicMs(), Date.now()]
    const answer = await store.append(stream, 'anything', [checked()])()
    if (answer._tag === 'Left') {
      const { left: failure } = answer
      return left({ is: 'check failed', why: failure.is === 'conflict' ? 'conflict' : failure.why })
    }
    took.push(monotonicMs() - before)
    middle = (wall + Date.now()) / 2
  }
  const last = await store.last(stream)()
  if (last._tag === 'Left') return left({ is: 'check failed', why: last.left.why })
  const serverMs = last.right._tag === 'Some' ? last.right.value.recordedUs / 1_000 : middle
  const sorted = [...took].sort((a, b) => a - b)
  return right({
    appendMs: { median: round(sorted[rounds >> 1] ?? 0), worst: round(sorted.at(-1) ?? 0) },
    clockDifferenceMs: Math.round(serverMs - middle),
  })
}

const follows = async (feed: EventFeed, after: Position | null): Promise<boolean> => {
  let events = 0
  try {
    for await (const item of feed.follow({ prefixes: [stream] }, after, AbortSignal.timeout(followMs))) {
      if (item.is === 'event') events += 1
      else if (events >= rounds) return true
    }
  } catch {
    // Lost: as bad as silent.
  }
  return false
}

const measured = async (opened: Opened): Promise<Either<CheckFailed, Measured>> => {
  const { store, feed, calls, limits, settings } = opened
  const [version, nodes] = [
    await versionOf(calls.client(), limits.readMs),
    await nodesOf(calls.client(), limits.readMs),
  ]
  const before = await store.last(stream)()
  if (before._tag === 'Left') return left({ is: 'check failed', why: before.left.why })
  const times = await appends(store, limits.monotonicMs)
  if (times._tag === 'Left') return times
  const followed = await follows(feed, before.right._tag === 'Some' ? before.right.value.position : null)
  const { hosts, tls } = settings
  return right({ version, nodes, ...times.right, followed, hosts, tls })
}

/** Writes some small events to the stream `lastcall-check`, and to no other. */
export const checkStore =
  (
    connectionString: string,
    options: EventStoreDbOptions = {},
  ): TaskEither<CannotConnect | CheckFailed, StoreReport> =>
  async () => {
    const opened = await openParts(connectionString, options)()
    if (opened._tag === 'Left') return opened
    try {
      const found = await measured(opened.right)
      return found._tag === 'Left' ? found : right({ ...found.right, warnings: warningsOf(found.right) })
    } finally {
      await opened.right.close()
    }
  }
