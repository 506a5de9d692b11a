/** Open attempts whose fate somebody must find out: each waited for, then asked for at the carrier. */
import type { AttemptId, IncarnationId, OutreachId } from '@lastcall/domain'

export interface Watched {
  readonly attempt: AttemptId
  readonly outreach: OutreachId
  readonly recipient: number
  readonly n: number
  /** Whose authorization it is. */
  readonly incarnation: IncarnationId
  /** The gate certainly let it go (a CallPlaced stands, or we saw it leave). */
  readonly placed: boolean
  /** Monotonic time from which the waits count: this process first saw it then (or t0 of its own permit). */
  readonly firstSeen: number
  /** Not before this is the carrier asked. */
  readonly askAt: number
  readonly asking: boolean
  /** Found at the carrier: its events come to us. */
  readonly following: boolean
}

export type Resolver = ReadonlyMap<AttemptId, Watched>

export const nothingWatched: Resolver = new Map()
