/** What the log holds: events in commit order, and the streams they stand in. */

/** An event on its way in, as the wire brings it. */
export interface Proposed {
  /** Lower case, with dashes: however it came, a server gives it back so. */
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface Stored extends Proposed {
  readonly stream: string
  readonly revision: number
  /** Byte offset in the log: ordered, with holes. Commit and prepare position are one, as in a server's own appends. */
  readonly position: number
  /** Wall clock, milliseconds since 1970 UTC. */
  readonly createdMs: number
}

/** What must be the newest event of the stream. */
export type Expectation = 'any' | 'no stream' | 'stream exists' | number

export interface Log {
  readonly entries: Stored[]
  readonly streams: Map<string, Stored[]>
  /** Deleted for good. Their events stay in the log, as they do until a scavenge. */
  readonly tombstones: Set<string>
  /** Each is called after a commit. */
  readonly bells: Set<() => void>
  /** Ids that were appended lately, with the place of each. A bounded memory: what is old is written again. */
  readonly recent: Map<string, Stored>
  /** The next byte offset. */
  end: number
}

export const newLog = (): Log => ({
  entries: [],
  streams: new Map(),
  tombstones: new Set(),
  bells: new Set(),
  recent: new Map(),
  end: 0,
})

/** The bytes of an event beside its contents. */
const frame = 96

/** Of about this many ids a server's cache of 8 MiB has room. */
const rememberedIds = 40_000

/** Commits: assigns revisions and positions, remembers the ids, rings. */
export const commit = (
  log: Log,
  stream: string,
  events: readonly Proposed[],
  nowMs: number,
): readonly Stored[] => {
  const held = log.streams.get(stream) ?? []
  log.streams.set(stream, held)
  const stored = events.map((event, k): Stored => {
    const position = log.end
    log.end += frame + event.data.length + event.metadata.length
    return { ...event, stream, revision: held.length + k, position, createdMs: nowMs }
  })
  held.push(...stored)
  log.entries.push(...stored)
  for (const one of stored) {
    log.recent.delete(one.id)
    log.recent.set(one.id, one)
  }
  for (const id of log.recent.keys()) {
    if (log.recent.size <= rememberedIds) break
    log.recent.delete(id)
  }
  ring(log)
  return stored
}

export const ring = (log: Log): void => {
  for (const bell of [...log.bells]) bell()
}

/** The index of the first entry behind a position. */
export const indexAfter = (log: Log, position: number | null): number => {
  if (position === null) return 0
  let [low, high] = [0, log.entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((log.entries[middle]?.position ?? Infinity) <= position) low = middle + 1
    else high = middle
  }
  return low
}
