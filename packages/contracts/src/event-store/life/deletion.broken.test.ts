import { describe } from '@jest/globals'
import { right } from 'fp-ts/lib/Either'
import type { StreamName } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import { catches, withFeed, withStore } from '../broken.fixture'

describe('the contract catches a store that, asked to delete,', () => {
  catches(
    'lets anything revive the stream',
    /^a deleted stream stays deleted/,
    () => (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          if (expected === 'anything' && log.streams.get(to) === 'deleted') log.streams.delete(to)
          return handle.store.append(to, expected, events)()
        },
      }),
  )
  catches('calls the repeat of an old import a success', /^a deleted stream stays deleted/, () => {
    const known = new Set<string>()
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          if (log.streams.get(to) === 'deleted' && events.every(({ id }) => known.has(id))) {
            return right(0 as never)
          }
          for (const { id } of events) known.add(id)
          return handle.store.append(to, expected, events)()
        },
      })
  })
  catches('puts up no tombstone where nothing was', /^a recipients stream that never was/, () => {
    return (handle, log) =>
      withStore(handle, {
        deleteStream: (name) => async () =>
          log.streams.has(name) ? handle.store.deleteStream(name)() : right(undefined),
      })
  })
  catches(
    'deletes evidence too',
    /^no other stream can be deleted/,
    () => (handle, log) =>
      withStore(handle, {
        deleteStream: (name) => async () => {
          if (!name.startsWith('recipients-')) log.streams.delete(name)
          return name.startsWith('recipients-') ? handle.store.deleteStream(name)() : right(undefined)
        },
      }),
  )
  catches(
    'deletes every stream that begins so',
    /^a deleted recipients stream is empty/,
    () => (handle, log) =>
      withStore(handle, {
        deleteStream: (name) => async () => {
          const names: readonly StreamName[] = [name, ...log.streams.keys()].map(streamName)
          for (const one of names) if (one.startsWith(name)) await handle.store.deleteStream(one)()
          return handle.store.deleteStream(name)()
        },
      }),
  )
  catches('still feeds what is gone', /^the feed passes over what is deleted/, () => {
    const kept = new Map<number, unknown>()
    return (handle, log) =>
      withFeed(handle, async function* (items, _, from) {
        for (const [at, entry] of log.entries.entries()) if (entry !== null) kept.set(at, entry)
        for (const [at, entry] of log.entries.entries()) {
          if (entry === null && kept.has(at) && from === null) {
            yield { is: 'event', event: kept.get(at) as never }
          }
        }
        yield* items
      })
  })
  catches(
    'loses its place in the log by it',
    /^the feed passes over what is deleted/,
    () => (handle, log) =>
      withFeed(handle, async function* (items, _, from) {
        if (from !== null && log.entries[Number(from)] === null) yield { is: 'caught-up', at: from }
        yield* items
      }),
  )
  catches(
    'hands out its positions anew',
    /^a position is handed out once/,
    () => (handle, log) =>
      withStore(handle, {
        deleteStream: (name) => async () => {
          const answer = await handle.store.deleteStream(name)()
          while (log.entries.at(-1) === null) log.entries.pop()
          return answer
        },
      }),
  )
  catches('lets an import that is under way go on', /^of an import and a deletion at the same time/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const before = log.streams.get(to)
          await Promise.resolve()
          if (before !== 'deleted' && before !== undefined) log.streams.set(to, before)
          return handle.store.append(to, expected, events)()
        },
      })
  })
})
