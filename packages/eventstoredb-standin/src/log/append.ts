/** One append as a server decides it: new, a repeat that is known, in conflict, too large, or to a deleted stream. */
import type { Expectation, Log, Proposed, Stored } from './record'
import { commit } from './record'

export type Appended =
  | { readonly is: 'written'; readonly revision: number; readonly position: number }
  /** It stands already; nothing was written. */
  | { readonly is: 'repeat'; readonly revision: number; readonly position: number }
  /** `current`: the newest revision; null where there is no stream. */
  | { readonly is: 'conflict'; readonly current: number | null }
  | { readonly is: 'deleted' }
  | { readonly is: 'too large'; readonly limit: number }

export interface AppendRequest {
  readonly stream: string
  readonly expected: Expectation
  readonly events: readonly Proposed[]
}

/** What a server counts against its limit. */
export const sizeOf = (events: readonly Proposed[]): number =>
  events.reduce((sum, { type, data, metadata }) => sum + 2 * type.length + data.length + metadata.length, 0)

/** Strong: by the ids at exactly those revisions, however old. A first part of the list counts, a longer list not. */
const standsAt = (held: readonly Stored[], first: number, events: readonly Proposed[]): Stored | null => {
  for (const [k, { id }] of events.entries()) if (held[first + k]?.id !== id) return null
  return held[first + events.length - 1] ?? null
}

/** Weak: by the memory of recent ids. `new`: the first one is not remembered, so the whole list is written. */
const remembered = (
  { recent }: Log,
  stream: string,
  events: readonly Proposed[],
): Stored | 'new' | 'mixed' => {
  const [first] = events
  const start = first === undefined ? undefined : recent.get(first.id)
  if (start?.stream !== stream) return 'new'
  let last = start
  for (const [k, { id }] of events.entries()) {
    const one = recent.get(id)
    if (one?.stream !== stream || one.revision !== start.revision + k) return 'mixed'
    last = one
  }
  return last
}

const fits = (expected: Expectation, size: number): boolean =>
  expected === 'any' ||
  (expected === 'stream exists' && size > 0) ||
  (expected === 'no stream' && size === 0) ||
  expected === size - 1

const repeat = ({ revision, position }: Stored): Appended => ({ is: 'repeat', revision, position })

/** `limit`: the bytes that one append may have. */
export const append = (
  log: Log,
  { stream, expected, events }: AppendRequest,
  limit: number,
  nowMs: number,
): Appended => {
  if (sizeOf(events) > limit) return { is: 'too large', limit }
  if (log.tombstones.has(stream)) return { is: 'deleted' }
  const held = log.streams.get(stream) ?? []
  const conflict: Appended = { is: 'conflict', current: held.length === 0 ? null : held.length - 1 }
  if (expected === 'any' || expected === 'stream exists') {
    const known = remembered(log, stream, events)
    if (known === 'mixed') return conflict
    if (known !== 'new') return repeat(known)
  }
  if (!fits(expected, held.length)) {
    const first = expected === 'no stream' ? 0 : Number(expected) + 1
    const known = Number.isNaN(first) ? null : standsAt(held, first, events)
    return known === null ? conflict : repeat(known)
  }
  const last = commit(log, stream, events, nowMs).at(-1)
  return { is: 'written', revision: last?.revision ?? held.length - 1, position: last?.position ?? log.end }
}

/** The tombstone is itself an event of the stream, at the highest revision that there can be. */
export const tombstone = (log: Log, stream: string, nowMs: number): 'deleted' | 'deleted before' => {
  if (log.tombstones.has(stream)) return 'deleted before'
  log.tombstones.add(stream)
  const nothing = new Uint8Array()
  const id = `00000000-0000-4000-8000-${log.end.toString(16).padStart(12, '0')}`
  const [mark] = commit(
    log,
    stream,
    [{ id, type: '$streamDeleted', contentType: 'application/json', data: nothing, metadata: nothing }],
    nowMs,
  )
  if (mark !== undefined) log.streams.get(stream)?.splice(mark.revision, 1)
  return 'deleted'
}
