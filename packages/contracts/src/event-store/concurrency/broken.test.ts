import { describe } from '@jest/globals'
import { left, right } from 'fp-ts/lib/Either'
import { some } from 'fp-ts/lib/Option'
import type { Expected } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { MemoryLog } from '@lastcall/store-memory'
import { catches, nextOf, withFeed, withStore } from '../broken.fixture'

const fits = (log: MemoryLog, to: Parameters<typeof nextOf>[1], expected: Expected): boolean => {
  const next = nextOf(log, to)
  return expected === 'anything' || (expected === 'nothing-yet' ? next === 0 : next === expected + 1)
}

describe('the contract catches a store that, with several at work,', () => {
  const looksFirst = () => (handle: Parameters<typeof withStore>[0], log: MemoryLog) =>
    withStore(handle, {
      append: (to, expected, events) => async () => {
        if (!fits(log, to, expected)) {
          return left({ is: 'conflict', actual: some(revision(nextOf(log, to) - 1)) })
        }
        await Promise.resolve()
        return handle.store.append(to, 'anything', events)()
      },
    })
  catches(
    'looks at the revision and writes later: two win',
    /^of many that append at the same revision/,
    looksFirst,
  )
  catches('looks at the revision and writes later: an authorization behind the stop', /^G1: /, looksFirst)

  catches('writes an authorization anew behind the stop', /^G1: /, () => {
    let conflicts = 0
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          if (answer._tag === 'Right') return answer
          conflicts += 1
          return conflicts % 17 === 0 ? handle.store.append(to, 'anything', events)() : answer
        },
      })
  })
  catches(
    'lets nobody win',
    /^on one stream, appenders|^G1: /,
    () => (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () =>
          typeof expected === 'number'
            ? left({ is: 'conflict', actual: some(revision(nextOf(log, to) - 1)) })
            : handle.store.append(to, expected, events)(),
      }),
  )
  catches(
    'loses a stop that meets an authorization',
    /^G1: /,
    () => (handle) =>
      withStore(handle, {
        append: (to, expected, events, lane) =>
          lane === 'revocation' ? async () => right(revision(0)) : handle.store.append(to, expected, events),
      }),
  )
  catches('makes every other of those at once wait for ever', /^appends to different streams at once/, () => {
    let busy = false
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          if (busy) return left({ is: 'unavailable', why: 'busy' })
          busy = true
          await Promise.resolve()
          busy = false
          return handle.store.append(to, expected, events)()
        },
      })
  })
  catches(
    'acknowledges what another one overwrites',
    /^on one stream, appenders|^several processes that write one stream/,
    () => {
      return (handle, log) =>
        withStore(handle, {
          append: (to, expected, events) => async () => {
            const next = nextOf(log, to)
            await Promise.resolve()
            const answer = await handle.store.append(to, expected, events)()
            return answer._tag === 'Right' || next % 7 !== 6 ? answer : right(next)
          },
        })
    },
  )
  catches(
    'passes over a stop in the last look, since a worker had just read',
    /^G1: /,
    () => (handle) =>
      withStore(handle, {
        newer: (of, after, limit) =>
          after !== null && after % 5 === 3 ? right([]) : handle.store.newer(of, after, limit),
      }),
  )
  catches(
    'loses what a killed process had acknowledged but not yet flushed',
    /^a process that is killed/,
    () => {
      let writers = 0
      return (handle) => {
        const isFirst = (writers += 1) === 1
        const shown = (data: unknown): boolean => (data as { readonly k: number }).k < 18
        return withStore(handle, {
          read: (of, from, limit) => async () => {
            const page = await handle.store.read(of, from, limit)()
            if (page._tag === 'Left' || !isFirst) return page
            return right({ events: page.right.events.filter(({ data }) => shown(data)), atHead: true })
          },
        })
      }
    },
  )
  catches('stays locked by a process that was killed', /^a process that is killed/, () => {
    let [handles, isLocked] = [0, false]
    return (handle) => {
      const isKilled = (handles += 1) === 2
      return withStore(handle, {
        append: (to, expected, events, lane) => async () => {
          if (isLocked && !isKilled) return left({ is: 'unavailable', why: 'locked' })
          isLocked ||= isKilled
          return handle.store.append(to, expected, events, lane)()
        },
      })
    }
  })
  catches('lets followers pass over what commits late', /^meanwhile the feed has no gap/, () => {
    return (handle, log) => {
      const opened = log.entries.length
      return withFeed(handle, async function* (items) {
        for await (const item of items) {
          const live = item.is === 'event' && Number(item.event.position) >= opened
          const overtaken = live && log.entries.length - Number(item.event.position) > 40
          if (!overtaken || Number(item.event.position) % 3 !== 0) yield item
        }
      })
    }
  })
})
