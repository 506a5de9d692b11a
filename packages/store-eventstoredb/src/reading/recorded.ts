/** An event as the client gives it, in the words of the port: no `bigint`, no `Date`, our ids. */
import type { Recorded } from '@lastcall/eventlog'
import { revision, streamName } from '@lastcall/eventlog'
import { dashedField, eventIdOf } from '../event-id'
import type { LogPlace } from '../position'
import { positionOf } from '../position'

export interface ClientEvent {
  readonly streamId: string
  readonly id: string
  readonly revision: bigint
  readonly type: string
  readonly created: Date
  readonly data: unknown
  readonly metadata?: unknown
  readonly position?: LogPlace
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

/** Throws where a server older than 22.6 gives an event of a stream no position: `store check` refuses those. */
export const recordedOf = (event: ClientEvent): Recorded => {
  if (event.position === undefined) throw new Error('the server gives no positions: it is older than 22.6')
  const { [dashedField]: mark, ...metadata } = isRecord(event.metadata) ? event.metadata : {}
  return {
    stream: streamName(event.streamId),
    revision: revision(Number(event.revision)),
    position: positionOf(event.position),
    id: eventIdOf({ uuid: event.id, wasDashed: mark === true }),
    type: event.type,
    data: event.data,
    metadata,
    recordedUs: event.created.getTime() * 1_000,
  }
}
