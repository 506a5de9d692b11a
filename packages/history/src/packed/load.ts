/** Reads a campaign's streams to their heads: facts first, then the campaign's own stream (law 5). */
import type { OutreachId } from '@lastcall/domain'
import { callsStream, campaignStream } from '@lastcall/domain'
import type { EventStore, Revision, StreamName, Unavailable, Unreadable } from '@lastcall/eventlog'
import { after } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
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
    if (page.right.atHead || last === undefined) return right(history)
    next = after(last.revision)
  }
}

const readCalls = (store: EventStore, history: History, id: OutreachId): Promise<Loaded> =>
  readToHead(store, callsStream(id), after(history.outreaches.get(id)?.callsAt ?? null), history, (h, page) =>
    foldCallsPage(h, id, page),
  )

const readCampaign = (store: EventStore, history: History): Promise<Loaded> =>
  readToHead(store, campaignStream(history.campaign), after(history.at), history, foldCampaignPage)

/** The campaign's stream twice where the history knows no outreach yet: once to learn of them, once for its tail. */
export const loadHistory =
  (store: EventStore) =>
  (from: History): TaskEither<LoadFailure, History> =>
  async () => {
    let loaded: Loaded = from.outreaches.size === 0 ? await readCampaign(store, from) : right(from)
    if (loaded._tag === 'Left') return left(loaded.left)
    for (const id of loaded.right.outreaches.keys()) {
      loaded = await readCalls(store, loaded.right, id)
      if (loaded._tag === 'Left') return loaded
    }
    return readCampaign(store, loaded.right)
  }
