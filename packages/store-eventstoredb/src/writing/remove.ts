/** Deletes a recipients' stream for good, with a tombstone: a soft delete would be undone by the next append. */
import { ANY } from '@eventstore/db-client'
import type { Refused, StreamName, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Connection } from '../connection/connection'
import { appendFailureOf, troubleOf, unavailable, whyOf } from '../failure'
import type { Limits } from '../settings/options'
import { waited } from '../waiting'

/** Streams whose contents can be deleted. */
export const isDeletable = (name: string): boolean => name.startsWith('recipients-')

/** Again is a success. Without an answer nothing is known; a repeat settles it. */
export const remove =
  ({ client, credentials, told }: Connection, { readMs }: Limits) =>
  async (name: StreamName): Promise<Either<Unavailable | Refused, void>> => {
    if (!isDeletable(name)) return left({ is: 'refused', why: `${name} is evidence, which is never deleted` })
    const used = client()
    const options = {
      expectedRevision: ANY,
      credentials,
      requiresLeader: true,
      deadline: 2 * readMs,
    } as const
    const answer = await waited(readMs, used.tombstoneStream(name, options))
    told(used, answer.is === 'silent' ? 'silent' : 'answered')
    if (answer.is === 'answered') return right(undefined)
    if (answer.is === 'silent') return left(unavailable(`no answer within ${readMs} ms`))
    const trouble = troubleOf(answer.error)
    if (trouble.type === 'stream-deleted') return right(undefined)
    const why = whyOf(trouble)
    return left(appendFailureOf(trouble).is === 'refused' ? { is: 'refused', why } : unavailable(why))
  }
