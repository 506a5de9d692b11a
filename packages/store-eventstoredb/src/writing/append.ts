/** One append, and one look for it when no answer came: only our own ids at their places prove that it stands. */
import type { AppendExpectedRevision, AppendResult, JSONEventData } from '@eventstore/db-client'
import { ANY, NO_STREAM } from '@eventstore/db-client'
import type { AppendFailure, Expected, NewEvent, Revision, StreamName } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { some } from 'fp-ts/lib/Option'
import type { Connection } from '../connection/connection'
import { appendFailureOf, troubleOf } from '../failure'
import { readOnward } from '../reading/read'
import type { Limits } from '../settings/options'
import { waited } from '../waiting'
import { encode } from './encode'

type Appended = Either<AppendFailure, Revision>

const onTheWire = (expected: Expected): AppendExpectedRevision =>
  expected === 'anything' ? ANY : expected === 'nothing-yet' ? NO_STREAM : BigInt(expected)

const isRevision = (expected: Expected): boolean =>
  typeof expected !== 'number' || (Number.isSafeInteger(expected) && expected >= 0)

const call = async (
  { client, credentials, told }: Connection,
  { appendMs }: Limits,
  to: StreamName,
  expected: Expected,
  events: readonly JSONEventData[],
): Promise<Appended> => {
  const used = client()
  const appending: Promise<AppendResult> = used.appendToStream(to, [...events], {
    // Credentials make it a call of its own. The client's deadline hangs on the wall clock: it only tidies up.
    expectedRevision: onTheWire(expected),
    credentials,
    requiresLeader: true,
    deadline: 2 * appendMs,
  })
  const answer = await waited(appendMs, appending)
  if (answer.is === 'silent') {
    told(used, 'silent')
    return left({ is: 'uncertain', why: `no answer within ${appendMs} ms` })
  }
  if (answer.is === 'answered') {
    told(used, 'answered')
    return right(revision(Number(answer.value.nextExpectedRevision)))
  }
  const trouble = troubleOf(answer.error)
  told(used, trouble.type === 'unknown' ? 'unknown' : 'answered')
  return left(appendFailureOf(trouble))
}

/**
 * Ours at their places: it stands. Others' there: it is lost for certain, for a late arrival will be refused. Nothing
 * there is no proof: it may still come.
 */
const readBack = async (
  connection: Connection,
  { lookMs }: Limits,
  to: StreamName,
  expected: 'nothing-yet' | Revision,
  events: readonly NewEvent[],
  unanswered: Appended,
): Promise<Appended> => {
  const first = revision(expected === 'nothing-yet' ? 0 : expected + 1)
  const read = await readOnward(connection, lookMs, to, first, events.length)
  if (read._tag === 'Left') return unanswered
  const found = read.right.events
  const newest = found.at(-1)
  if (newest === undefined) return unanswered
  const ours = found.filter(({ id }, k) => id === events[k]?.id).length
  if (ours === events.length) return right(newest.revision)
  return ours === 0 ? left({ is: 'conflict', actual: some(newest.revision) }) : unanswered
}

export const append =
  (connection: Connection, limits: Limits) =>
  async (to: StreamName, expected: Expected, events: readonly NewEvent[]): Promise<Appended> => {
    if (!isRevision(expected)) return left({ is: 'refused', why: 'the expected revision is no revision' })
    const encoded = encode(to, events, limits.largestAppend)
    if (encoded._tag === 'Left') return encoded
    const ids = events.map((event) => ({ ...event }))
    const answer = await call(connection, limits, to, expected, encoded.right)
    // With 'anything' nobody knows where to look; a revocation is repeated, and may stand twice.
    if (answer._tag === 'Right' || answer.left.is !== 'uncertain' || expected === 'anything') return answer
    return readBack(connection, limits, to, expected, ids, answer)
  }
