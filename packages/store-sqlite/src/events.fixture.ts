/** Events and raw connections for the tests of the log. */
import type {
  FeedItem,
  NewEvent,
  Position,
  Recorded,
  Revision,
  Selection,
  StreamName,
} from '@lastcall/eventlog'
import { eventId, revision, streamName } from '@lastcall/eventlog'
import type { Database } from '@lastcall/sqlite-file'
import { driver } from '@lastcall/sqlite-file'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import { randomBytes } from 'node:crypto'
import type { SqliteStore } from '.'

export const calls = streamName('calls-1')
export const recipients = streamName('recipients-c-o')
export const from0 = revision(0)

export const noted = (k: number, type = 'Noted', more: object = {}): NewEvent => ({
  ...{ id: eventId(randomBytes(16).toString('hex')), type, data: { k, ...more } },
})

export const many = (count: number, type = 'Noted'): ReadonlyNonEmptyArray<NewEvent> =>
  Array.from({ length: count }, (_, k) => noted(k, type)) as unknown as ReadonlyNonEmptyArray<NewEvent>

/** Appends with `anything`, or throws. */
export const put = async (
  { store }: SqliteStore,
  to: StreamName,
  count = 1,
  type = 'Noted',
): Promise<Revision> => {
  const answer = await store.append(to, 'anything', many(count, type))()
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
  return answer.right
}

export const all = async ({ store }: SqliteStore, of: StreamName): Promise<readonly Recorded[]> => {
  const events: Recorded[] = []
  for (;;) {
    const page = await store.read(of, revision(events.length), 500)()
    if (page._tag === 'Left') throw new Error(page.left.why)
    events.push(...page.right.events)
    if (page.right.atHead) return events
  }
}

/** Everything of the selection until the feed says that it has caught up. */
export const backlog = async ({ feed }: SqliteStore, what: Selection, after: Position | null = null) => {
  const items: FeedItem[] = []
  for await (const item of feed.follow(what, after, new AbortController().signal)) {
    items.push(item)
    if (item.is === 'caught-up') break
  }
  return items
}

/** Somebody with a connection of their own, and none of our settings. */
export const stranger = (path: string): Database => {
  const raw = new (driver().DatabaseSync)(path)
  raw.exec('PRAGMA recursive_triggers = OFF')
  return raw
}

/** Without any trigger, as somebody who edits the file itself would be. */
export const forger = (path: string): Database => {
  const raw = stranger(path)
  for (const name of ['event_no_update', 'event_no_delete', 'stream_grows', 'event_type_no_update']) {
    raw.exec(`DROP TRIGGER ${name}`)
  }
  for (const name of ['ciphertext_no_update', 'ciphertext_deleted']) raw.exec(`DROP TRIGGER ${name}`)
  raw.exec('PRAGMA foreign_keys = OFF')
  return raw
}
