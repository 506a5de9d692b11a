/** Tells which events stand in deleted streams: the log shows them until it is scavenged, and followers must not. */
import type { Recorded, StreamName, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Connection } from '../connection/connection'
import { readLast } from '../reading/read'
import type { Limits } from '../settings/options'
import { isDeletable } from '../writing/remove'

export type IsGone = (event: Recorded) => Promise<Either<Unavailable, boolean>>

/** A stream that was there is looked at again after this long; a deleted one never comes back. */
const freshMs = 250
const remembered = 10_000

/** For one follower. Only recipients' streams are ever deleted, so only they cost a look. */
export const goneFrom = (connection: Connection, { lookMs, monotonicMs }: Limits): IsGone => {
  const goodUntil = new Map<StreamName, number>()
  return async ({ stream }) => {
    if (!isDeletable(stream)) return right(false)
    const good = goodUntil.get(stream) ?? -Infinity
    if (good === Infinity) return right(true)
    const now = monotonicMs()
    if (now < good) return right(false)
    const read = await readLast(connection, lookMs, stream)
    if (read._tag === 'Left') return read
    if (goodUntil.size >= remembered) goodUntil.clear()
    const isDeleted = read.right.is === 'deleted'
    goodUntil.set(stream, isDeleted ? Infinity : now + freshMs)
    return right(isDeleted)
  }
}
