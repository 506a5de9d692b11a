/** A story written into a store in memory, and stores that hand it out in their own ways. */
import { callsStream, campaignStream } from '@lastcall/domain'
import type { EventStore, NewEvent, StreamName } from '@lastcall/eventlog'
import type { MemoryStore } from '@lastcall/store-memory'
import { memoryStore } from '@lastcall/store-memory'
import { left } from 'fp-ts/lib/Either'
import type { History } from '.'
import { loadHistory } from '.'
import type { Story } from './story.fixture'
import { callsPages, campaign, ownPages } from './story.fixture'

export const put = async (store: EventStore, to: StreamName, events: readonly NewEvent[]): Promise<void> => {
  const [first, ...rest] = events
  if (first !== undefined) await store.append(to, 'anything', [first, ...rest])()
}

export const written = async (story: Story): Promise<MemoryStore> => {
  const opened = memoryStore()
  await put(opened.store, campaignStream(campaign), ownPages(story))
  for (const id of story.calls.keys()) await put(opened.store, callsStream(id), callsPages(story, id))
  return opened
}

/** A store whose pages are never longer than `most`. */
export const inPages = (store: EventStore, most: number): EventStore => ({
  ...store,
  read: (of, from, limit) => store.read(of, from, Math.min(limit, most)),
})

/** A store that is away at its read number `read`, counted from 1. */
export const failingAt = (store: EventStore, read: number): EventStore => {
  let reads = 0
  return {
    ...store,
    read: (...asked) => {
      reads += 1
      return reads === read ? async () => left({ is: 'unavailable', why: 'test' }) : store.read(...asked)
    },
  }
}

export const loaded = async (store: EventStore, from: History): Promise<History> => {
  const answer = await loadHistory(store)(from)()
  if (answer._tag === 'Left') throw new Error(answer.left.is)
  return answer.right
}

/** A store that says each time what it is asked for. */
export const noting = (store: EventStore, asked: (of: StreamName, from: number) => unknown): EventStore => ({
  ...store,
  read: (of, from, limit) => {
    asked(of, from)
    return store.read(of, from, limit)
  },
})
