/** What goes into the log and what comes back out of it, before anybody knows what it means. */
import type { EventId, Position, Revision, StreamName } from './brand'

/** An event on its way in. `data` must survive `JSON.stringify` unchanged. */
export interface NewEvent {
  readonly id: EventId
  readonly type: string
  readonly data: unknown
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** An event as the log holds it. */
export interface Recorded {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
  readonly id: EventId
  readonly type: string
  readonly data: unknown
  readonly metadata: Readonly<Record<string, unknown>>
  /** Commit time by the store's wall clock, microseconds since 1970 UTC. For people; no rule reads it. */
  readonly recordedUs: number
}
