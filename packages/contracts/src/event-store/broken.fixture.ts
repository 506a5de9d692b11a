/** Stores that are broken in one place, wrapped around the log in memory, and the cases that must catch them. */
import { expect, test } from '@jest/globals'
import type { EventFeed, EventStore, FeedItem, Position, StreamName } from '@lastcall/eventlog'
import { after, revision } from '@lastcall/eventlog'
import type { MemoryLog, MemoryStore } from '@lastcall/store-memory'
import { memoryLog, openMemoryStore } from '@lastcall/store-memory'
import type { EventStoreHarness, OpenStore, WriterReport } from './harness'
import { applies, eventStoreCases, judgeEventStore } from './suite'
import { must, newId } from './tools'

/** Breaks one handle. Made anew for each place, so that handles can share what is broken. */
export type Break = (handle: MemoryStore, log: MemoryLog) => OpenStore

/** The job of `writeFromProcess`, in this process. */
const doJob = async (store: EventStore, stream: StreamName, by: string, appends: number) => {
  const report: WriterReport[number][] = []
  while (report.length < appends) {
    const newest = must(await store.last(stream)())
    const expected = newest._tag === 'None' ? 'nothing-yet' : newest.value.revision
    const id = newId()
    const data = { by, k: report.length }
    const answer = await store.append(stream, expected, [{ id, type: 'Noted', data }])()
    if (answer._tag === 'Right') report.push({ id, revision: answer.right })
  }
  return report
}

export const harnessOf = (breakPlace: () => Break): EventStoreHarness => ({
  offersNewer: true,
  patienceMs: 250,
  place: async () => {
    const [log, breakIt] = [memoryLog(), breakPlace()]
    return {
      open: async () => breakIt(openMemoryStore(log), log),
      remove: async () => undefined,
    }
  },
  writeFromProcess: async (place, { stream, by, appends }) =>
    doJob((await place.open()).store, stream, by, appends),
  killWhileWriting: async (place, { stream, by }) => {
    const { store } = await place.open()
    const report = await doJob(store, stream, by, 20)
    // Killed with an append on its way: nobody hears what becomes of it, and nobody closes the store.
    void store.append(stream, 'anything', [{ id: newId(), type: 'Noted', data: { by, k: 20 } }])()
    return report
  },
})

/** The names of the promises among `among` that are not kept. */
export const brokenPromises = async (breakPlace: () => Break, among: RegExp): Promise<readonly string[]> => {
  const harness = harnessOf(breakPlace)
  const names: string[] = []
  for (const one of eventStoreCases) {
    if (!among.test(one.name) || !applies(harness, one)) continue
    await judgeEventStore(harness, one).catch(() => names.push(one.name))
  }
  return names
}

/** Every case whose name fits must catch it; at least one there is. */
export const catches = (what: string, promise: RegExp, breakPlace: () => Break): void => {
  test(what, async () => {
    const meant = eventStoreCases.map(({ name }) => name).filter((name) => promise.test(name))
    expect(meant).not.toEqual([])
    expect(await brokenPromises(breakPlace, promise)).toEqual(meant)
  })
}

/** The store with some of its answers replaced. */
export const withStore = (handle: OpenStore, wrong: Partial<EventStore>): OpenStore => ({
  ...handle,
  store: { ...handle.store, ...wrong },
})

type Items = AsyncIterable<FeedItem>

/** The feed with its items put through `wrong`, which gets the arguments of `follow` too. */
export const withFeed = (
  handle: OpenStore,
  wrong: (items: Items, ...asked: Parameters<EventFeed['follow']>) => Items,
): OpenStore => ({
  ...handle,
  feed: {
    follow: (what, from: Position | null, until) =>
      wrong(handle.feed.follow(what, from, until), what, from, until),
  },
})

/** The place behind the newest event of a stream. */
export const nextOf = (log: MemoryLog, stream: StreamName) => {
  const held = log.streams.get(stream)
  return held === undefined || held === 'deleted' ? revision(0) : after(held.at(-1)?.revision ?? null)
}
