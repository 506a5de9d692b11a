import { describe } from '@jest/globals'
import { right } from 'fp-ts/lib/Either'
import { memoryLog, openMemoryStore } from '@lastcall/store-memory'
import { catches, withFeed, withStore } from '../broken.fixture'

describe('the contract catches a store that, closed or opened,', () => {
  catches('loses the newest event at closing', /^after a new opening everything is there/, () => {
    return (handle, log) =>
      withStore(handle, {
        close: async () => {
          const newest = log.entries.pop()
          if (newest) (log.streams.get(newest.stream) as unknown[]).pop()
          await handle.store.close()
        },
      })
  })
  catches('numbers positions anew', /^after a new opening everything|^after a new opening the feed/, () => {
    let openings = 0
    return (handle) => {
      const shift = 1_000 * openings
      openings += 1
      return withFeed(handle, async function* (items) {
        for await (const item of items) {
          const place =
            item.is === 'event' ? String(Number(item.event.position) + shift).padStart(16, '0') : ''
          yield item.is === 'event'
            ? {
                ...item,
                event: {
                  ...item.event,
                  position: place as never,
                  revision: (item.event.revision + shift) as never,
                },
              }
            : item
        }
      })
    }
  })
  catches(
    'answers when it is closed',
    /^a closed store answers unavailable/,
    () => (handle) => withStore(handle, { close: async () => undefined }),
  )
  catches('closes for everybody', /^a closed store answers unavailable/, () => {
    const closing: (() => Promise<void>)[] = []
    return (handle) => {
      closing.push(handle.store.close)
      return withStore(handle, {
        close: async () => {
          for (const close of closing) await close()
        },
      })
    }
  })
  catches('drops acknowledged appends at closing', /^appends under way when the store closes/, () => {
    return (handle) => {
      let closed = false
      return withStore(handle, {
        append: (to, expected, events) => async () => {
          await Promise.resolve()
          return closed ? right(0 as never) : handle.store.append(to, expected, events)()
        },
        close: async () => {
          closed = true
          await handle.store.close()
        },
      })
    }
  })
  catches('forgets its followers at closing', /^a follower of a store that closes/, () => (handle) => {
    let closed = false
    const forever = new Promise<never>(() => undefined)
    const wrong = withFeed(handle, async function* (items) {
      try {
        for await (const item of items) yield item
      } catch (lost) {
        if (closed) await forever
        throw lost
      }
    })
    return withStore(wrong, {
      close: async () => {
        closed = true
        await handle.store.close()
      },
    })
  })
  catches(
    'keeps a log for every handle',
    /^two handles on one place write one log/,
    () => () => openMemoryStore(memoryLog()),
  )
})
