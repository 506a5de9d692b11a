/** A campaign's evidence in the order of the log, across its streams, up to one place in it: a later one only adds. */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { callsStream, campaignCodec, campaignStream, suppressionStream } from '@lastcall/domain'
import type { EventStore, Position, Recorded, StreamName, Unavailable } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'

const pageSize = 500

/** Where one stream was read to: the page at hand, and the place in it. */
interface Cursor {
  readonly stream: StreamName
  page: readonly Recorded[]
  at: number
  next: number
  atHead: boolean
}

const cursorOf = (stream: StreamName): Cursor => ({ stream, page: [], at: 0, next: 0, atHead: false })

/** The next event of a stream, or null at its head. */
const peek = async (store: EventStore, cursor: Cursor): Promise<Either<Unavailable, Recorded | null>> => {
  if (cursor.at >= cursor.page.length && !cursor.atHead) {
    const read = await store.read(cursor.stream, revision(cursor.next), pageSize)()
    if (read._tag === 'Left') return read
    const { events, atHead } = read.right
    cursor.page = events
    cursor.at = 0
    cursor.next += events.length
    cursor.atHead = atHead || events.length === 0
  }
  return right(cursor.page[cursor.at] ?? null)
}

const outreachOf = (recorded: Recorded): OutreachId | null => {
  const decoded = campaignCodec.decode(recorded)
  return decoded._tag === 'Right' && 'outreach' in decoded.right ? decoded.right.outreach : null
}

/** Every outreach that the campaign's stream speaks of. */
const outreachesOf = async (
  store: EventStore,
  campaign: CampaignId,
): Promise<Either<Unavailable, ReadonlySet<OutreachId>>> => {
  const cursor = cursorOf(campaignStream(campaign))
  const found = new Set<OutreachId>()
  for (;;) {
    const next = await peek(store, cursor)
    if (next._tag === 'Left') return next
    if (next.right === null) return right(found)
    const outreach = outreachOf(next.right)
    if (outreach !== null) found.add(outreach)
    cursor.at += 1
  }
}

const newest = async (
  store: EventStore,
  streams: readonly StreamName[],
): Promise<Either<Unavailable, Position | null>> => {
  let bound: Position | null = null
  for (const stream of streams) {
    const last = await store.last(stream)()
    if (last._tag === 'Left') return last
    if (last.right._tag === 'None') continue
    const { position } = last.right.value
    if (bound === null || position > bound) bound = position
  }
  return right(bound)
}

interface Heads {
  readonly first: Cursor
  /** Where the first of the others stands; null: nowhere. */
  readonly others: Position | null
}

/** Looks at the head of every stream; null: all are read. */
const heads = async (
  store: EventStore,
  cursors: readonly Cursor[],
): Promise<Either<Unavailable, Heads | null>> => {
  let first: { readonly cursor: Cursor; readonly position: Position } | null = null
  let others: Position | null = null
  for (const cursor of cursors) {
    const head = await peek(store, cursor)
    if (head._tag === 'Left') return head
    if (head.right === null) continue
    const { position } = head.right
    if (first === null || position < first.position) {
      if (first !== null) others = first.position
      first = { cursor, position }
    } else if (others === null || position < others) others = position
  }
  return right(first === null ? null : { first: first.cursor, others })
}

/** Ends behind the first failure. What is committed while it runs is left to the next one. */
export async function* evidenceInOrder(
  store: EventStore,
  campaign: CampaignId,
): AsyncGenerator<Either<Unavailable, Recorded>, void, void> {
  const outreaches = await outreachesOf(store, campaign)
  if (outreaches._tag === 'Left') {
    yield outreaches
    return
  }
  const known = new Set(outreaches.right)
  const own = campaignStream(campaign)
  const cursors = [own, suppressionStream, ...[...known].map(callsStream)].map(cursorOf)
  const bound = await newest(
    store,
    cursors.map(({ stream }) => stream),
  )
  if (bound._tag === 'Left') {
    yield bound
    return
  }
  for (;;) {
    const next = await heads(store, cursors)
    if (next._tag === 'Left') {
      yield next
      return
    }
    if (next.right === null) return
    const { first, others } = next.right
    for (;;) {
      const event = await peek(store, first)
      if (event._tag === 'Left') {
        yield left(event.left)
        return
      }
      if (event.right === null || (others !== null && event.right.position > others)) break
      if (bound.right === null || event.right.position > bound.right) return
      first.at += 1
      yield right(event.right)
      const outreach = first.stream === own ? outreachOf(event.right) : null
      if (outreach === null || known.has(outreach)) continue
      known.add(outreach)
      cursors.push(cursorOf(callsStream(outreach)))
      break
    }
  }
}
