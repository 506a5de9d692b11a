/** What `store check` measures of a log in a file: the same small events as on a server, and the room that is left. */
import type { EventFeed, EventStore, NewEvent } from '@lastcall/eventlog'
import { eventId, streamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { existsSync, statSync } from 'node:fs'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import { cannotOpenTrouble } from '../wiring/cannot-open'
import { newId } from '../wiring/ids'
import { littleRoom } from '../wiring/room'

export interface FileReport {
  readonly sqlite: string
  readonly bytes: number
  /** Null: it cannot be told. */
  readonly freeBytes: number | null
  /** Room that a stop gives up on a full disk. */
  readonly ballast: boolean
  /** Of one event at a time, milliseconds; it is on the disk then. */
  readonly appendMs: { readonly median: number; readonly worst: number }
  readonly followed: boolean
  /** What would not work, one sentence each. */
  readonly warnings: readonly string[]
}

/** It could be opened; an append was not taken. */
export const checkFailed = (what: string, where: string): Either<Trouble, never> =>
  trouble({
    ending: 'unavailable',
    is: 'check failed',
    what,
    where,
    todo: 'Until an event is taken here, nothing can be dialed, and no stop committed.',
  })

const stream = streamName('lastcall-check')
const rounds = 15
const followMs = 5_000
const slowMedianMs = 50

const checked = (): NewEvent => ({ id: eventId(newId()), type: 'StoreChecked', data: {} })
const rounded = (ms: number): number => Math.round(ms * 10) / 10

const appends = async (store: EventStore, path: string): Promise<Either<Trouble, FileReport['appendMs']>> => {
  const took: number[] = []
  for (let k = 0; k < rounds; k += 1) {
    const before = performance.now()
    const answer = await store.append(stream, 'anything', [checked()])()
    if (answer._tag === 'Left')
      return checkFailed(answer.left.is === 'conflict' ? 'conflict' : answer.left.why, path)
    took.push(performance.now() - before)
  }
  const sorted = took.sort((a, b) => a - b)
  return right({ median: rounded(sorted[rounds >> 1] ?? 0), worst: rounded(sorted.at(-1) ?? 0) })
}

const follows = async (feed: EventFeed): Promise<boolean> => {
  let events = 0
  try {
    for await (const item of feed.follow({ prefixes: [stream] }, null, AbortSignal.timeout(followMs))) {
      if (item.is === 'event') events += 1
      else if (events >= rounds) return true
    }
  } catch {
    // Lost: as bad as silent.
  }
  return false
}

const noBallast =
  'no ballast lies beside the log, so a full disk takes no stop either: a worker lays it where more than 512 MB are free'

/** `scarce`: what is to be said of the room. */
const warningsOf = (
  { appendMs, ballast, followed }: Omit<FileReport, 'warnings'>,
  scarce: string | null,
): readonly string[] => [
  ...(scarce === null ? [] : ballast ? [scarce] : [scarce, noBallast]),
  ...(appendMs.median > slowMedianMs
    ? [`an append takes ${appendMs.median} ms; above ${slowMedianMs} ms each campaign authorizes slowly`]
    : []),
  ...(followed ? [] : ['a follower did not catch up in time: lists and wake-ups would stand still']),
]

const sqliteVersion = async (): Promise<string> => {
  const { driver } = await import('@lastcall/sqlite-file')
  const database = new (driver().DatabaseSync)(':memory:')
  try {
    return String(database.prepare('SELECT sqlite_version() AS version').get()?.['version'])
  } finally {
    database.close()
  }
}

/** `minimumMb`: below it workers authorize nothing. */
export const checkFile = async (path: string, minimumMb: number): Promise<Either<Trouble, FileReport>> => {
  const { ballastOf, freeBytes } = await import('@lastcall/sqlite-file')
  const { openSqliteStore } = await import('@lastcall/store-sqlite')
  const log = await openSqliteStore(path)()
  if (log._tag === 'Left') return cannotOpenTrouble(log.left)
  try {
    const appendMs = await appends(log.right.store, path)
    if (appendMs._tag === 'Left') return appendMs
    const followed = await follows(log.right.feed)
    const measured = {
      sqlite: await sqliteVersion(),
      bytes: statSync(path).size,
      freeBytes: freeBytes(path),
      ballast: existsSync(ballastOf(path)),
      appendMs: appendMs.right,
      followed,
    }
    return right({ ...measured, warnings: warningsOf(measured, littleRoom(path, minimumMb)) })
  } finally {
    await log.right.close()
  }
}
