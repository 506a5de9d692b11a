/** Reads a campaign's streams to their heads: facts first, then the campaign's own stream (law 5). */
import type { OutreachId } from '@lastcall/domain'
import { callsStream, campaignStream } from '@lastcall/domain'
import type { EventStore, Revision, StreamName, Unavailable, Unreadable } from '@lastcall/eventlog'
import { after } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { setImmediate } from 'node:timers/promises'
import { foldCallsPage, foldCampaignPage } from './fold'
import type { History } from './history'

export type LoadFailure = Unavailable | Unreadable

const pageSize = 1_000

type Fold = (history: History, page: Parameters<typeof foldCampaignPage>[1]) => Either<Unreadable, History>
type Loaded = Either<LoadFailure, History>

const readToHead = async (
  store: EventStore,
  stream: StreamName,
  from: Revision,
  start: History,
  fold: Fold,
): Promise<Loaded> => {
  let history = start
  for (let next = from; ;) {
    const page = await store.read(stream, next, pageSize)()
    if (page._tag === 'Left') return page
    const folded = fold(history, page.right.events)
    if (folded._tag === 'Left') return folded
    history = folded.right
    const last = page.right.events.at(-1)
    if (last === undefined) return right(history)
    // A store may answer at once, always; a process that dials other campaigns meanwhile must get its turn, also
    // between many streams of one page each.
    await setImmediate()
    if (page.right.atHead) return right(history)
    next = after(last.revision)
  }
}

const readCalls = (store: EventStore, history: History, id: OutreachId): Promise<Loaded> =>
  readToHead(store, callsStream(id), after(history.outreaches.get(id)?.callsAt ?? null), history, (h, page) =>
    foldCallsPage(h, id, page),
  )

const readCampaign = (store: EventStore, history: History): Promise<Loaded> =>
  readToHead(store, campaignStream(history.campaign), after(history.at), history, foldCampaignPage)

/**
 * Facts first, then the campaign's own stream; what that one tells of outreaches nobody knew of is read the same way,
 * until there is nothing new.
 */
export const loadHistory =
  (store: EventStore) =>
  (from: History): TaskEither<LoadFailure, History> =>
  async () => {
    let loaded: Loaded = from.outreaches.size === 0 ? await readCampaign(store, from) : right(from)
    const read = new Set<OutreachId>()
    for (;;) {
      if (loaded._tag === 'Left') return loaded
      const unread = [...loaded.right.outreaches.keys()].filter((id) => !read.has(id))
      if (unread.length === 0) return loaded
      for (const id of unread) {
        loaded = await readCalls(store, loaded.right, id)
        if (loaded._tag === 'Left') return loaded
        read.add(id)
      }
      loaded = await readCampaign(store, loaded.right)
    }
  }
