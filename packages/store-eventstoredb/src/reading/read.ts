/** Reads a stream or the log from the leader, with a timer around it: the client has none for reads. */
import type { EventStoreDBClient, ReadStreamOptions } from '@eventstore/db-client'
import { BACKWARDS, END, START } from '@eventstore/db-client'
import type { Position, Recorded, Revision, StreamName, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Connection } from '../connection/connection'
import type { Trouble } from '../failure'
import { troubleOf, unavailable, whyOf } from '../failure'
import { positionOf } from '../position'
import { waited } from '../waiting'
import type { ClientEvent } from './recorded'
import { recordedOf } from './recorded'

/** What a stream holds. Deleted and missing read the same to everybody but a follower. */
export interface StreamContents {
  readonly is: 'there' | 'missing' | 'deleted'
  readonly events: readonly Recorded[]
}

/** As much as we need of what the client returns: its types come from another Node than ours. */
interface Streaming {
  on(event: string, listener: (...args: unknown[]) => void): unknown
  cancel(): Promise<void>
}

const gather = (stream: Streaming): Promise<readonly ClientEvent[]> =>
  new Promise((resolve, reject) => {
    const events: ClientEvent[] = []
    stream.on('error', reject)
    stream.on('data', (resolved) => {
      const { event } = resolved as { readonly event?: ClientEvent }
      if (event !== undefined) events.push(event)
    })
    stream.on('end', () => resolve(events))
    stream.on('close', () => reject(new Error('the read broke off')))
  })

/** Left: what went wrong; the connection has been told. */
const timed = async (
  { client, told }: Connection,
  ms: number,
  begin: (client: EventStoreDBClient) => Streaming,
): Promise<Either<Trouble, readonly ClientEvent[]>> => {
  const used = client()
  const stream = begin(used)
  const answer = await waited(ms, gather(stream))
  if (answer.is === 'answered') {
    told(used, 'answered')
    return right(answer.value)
  }
  if (answer.is === 'silent') {
    told(used, 'silent')
    stream.cancel().catch(() => undefined)
    return left(troubleOf(new Error(`no answer within ${ms} ms`)))
  }
  const trouble = troubleOf(answer.error)
  told(used, trouble.type === 'unknown' ? 'unknown' : 'answered')
  return left(trouble)
}

const leaderOnly = ({
  credentials,
}: Connection): { credentials: Connection['credentials']; requiresLeader: true } => ({
  credentials,
  requiresLeader: true,
})

const readStream = async (
  connection: Connection,
  ms: number,
  of: StreamName,
  options: ReadStreamOptions,
): Promise<Either<Unavailable, StreamContents>> => {
  const read = await timed(connection, ms, (client) =>
    client.readStream(of, { ...options, ...leaderOnly(connection) }),
  )
  if (read._tag === 'Right') return right({ is: 'there', events: read.right.map(recordedOf) })
  const { type } = read.left
  if (type === 'stream-not-found') return right({ is: 'missing', events: [] })
  if (type === 'stream-deleted') return right({ is: 'deleted', events: [] })
  return left(unavailable(whyOf(read.left)))
}

/** From `from` on, including it. */
export const readOnward = (
  connection: Connection,
  ms: number,
  of: StreamName,
  from: Revision,
  limit: number,
): Promise<Either<Unavailable, StreamContents>> =>
  readStream(connection, ms, of, { fromRevision: from === 0 ? START : BigInt(from), maxCount: limit })

/** A stream that is there has a newest event: an answer without one was cut short on its way. */
export const readLast = async (
  connection: Connection,
  ms: number,
  of: StreamName,
): Promise<Either<Unavailable, StreamContents>> => {
  const options = { fromRevision: END, direction: BACKWARDS, maxCount: 1 } as const
  const read = await readStream(connection, ms, of, options)
  if (read._tag === 'Left' || read.right.is !== 'there' || read.right.events.length > 0) return read
  return left(unavailable('the answer was cut short'))
}

/** Where the log ends now, for the leader. Null: it is empty. */
export const readHead = async (
  connection: Connection,
  ms: number,
): Promise<Either<Trouble, Position | null>> => {
  const read = await timed(connection, ms, (client) =>
    client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1, ...leaderOnly(connection) }),
  )
  if (read._tag === 'Left') return read
  const place = read.right[0]?.position
  return right(place === undefined ? null : positionOf(place))
}
