import { describe } from '@jest/globals'
import type { FeedItem, Recorded } from '@lastcall/eventlog'
import { catches, withFeed, withStore } from '../broken.fixture'

describe('the contract catches a feed that', () => {
  catches('skips an event now and then', /^the feed gives what was there|of their own fill one log/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        let count = 0
        for await (const item of items) if (item.is !== 'event' || (count += 1) % 17 !== 0) yield item
      })
  })
  catches('loses what comes at the seam of catch-up and live', /^caught up is told again after/, () => {
    return (handle, log) =>
      withFeed(handle, async function* (items, what, _, until) {
        for await (const item of items) {
          yield item
          if (item.is === 'caught-up') break
        }
        yield* handle.feed.follow(what, log.entries.at(-1)?.position ?? null, until)
      })
  })
  catches(
    'ends by itself, as if nobody had wanted more',
    /^the feed wakes up for what another handle/,
    () => {
      return (handle) =>
        withFeed(handle, async function* (items) {
          for await (const item of items) {
            yield item
            if (item.is === 'caught-up') return
          }
        })
    },
  )
  catches('changes the order of neighbours', /^the feed gives what was there|^meanwhile the feed/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        let held: FeedItem | null = null
        for await (const item of items) {
          if (item.is === 'event' && held === null && Number(item.event.position) % 5 === 3) held = item
          else {
            yield item
            if (held !== null) yield held
            held = null
          }
        }
      })
  })
  catches('gives an event twice', /^the feed gives what was there and then what comes/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        for await (const item of items) {
          yield item
          if (item.is === 'event' && Number(item.event.position) % 9 === 4) yield item
        }
      })
  })
  catches('begins with the event that it was to begin behind', /^the feed goes on behind any/, () => {
    return (handle, log) =>
      withFeed(handle, async function* (items, _, from) {
        const first = log.entries.find((entry) => entry?.position === from)
        if (first !== undefined && first !== null) yield { is: 'event', event: first }
        yield* items
      })
  })
  catches('wakes up only for its own handle', /^the feed wakes up for what another handle/, () => {
    return (handle, log) => {
      const own = new Set<string>()
      const wrong = withFeed(handle, async function* (items, _, __, until) {
        for await (const item of items) {
          const others = item.is === 'event' && !own.has(item.event.id)
          while (others && !until.aborted && Number(item.event.position) >= log.entries.length - 1) {
            await new Promise(setImmediate)
          }
          yield item
        }
      })
      return withStore(wrong, {
        append: (to, expected, events) => {
          for (const { id } of events) own.add(id)
          return handle.store.append(to, expected, events)
        },
      })
    }
  })
  catches('drops what a slow reader leaves waiting', /^a slow reader loses nothing/, () => {
    return (handle, log) =>
      withFeed(handle, async function* (items) {
        for await (const item of items) {
          const waiting = item.is === 'event' ? log.entries.length - Number(item.event.position) : 0
          if (waiting < 200) yield item
        }
      })
  })
  catches('has one place for all its followers', /^several followers at different places/, () => {
    const given = new Set<Recorded>()
    return (handle) =>
      withFeed(handle, async function* (items) {
        for await (const item of items) {
          if (item.is === 'event' && given.has(item.event)) continue
          if (item.is === 'event') given.add(item.event)
          yield item
        }
      })
  })
  catches('takes a prefix for a pattern', /^a prefix is taken by the letter/, () => {
    const like = (prefix: string): RegExp =>
      new RegExp(`^${prefix.replace(/[.*[]/g, '\\$&').replace(/_/g, '.').replace(/%/g, '.*')}`, 'i')
    return (handle) => ({
      ...handle,
      feed: {
        follow: async function* (what, from, until) {
          const patterns = 'prefixes' in what ? what.prefixes.map(like) : []
          for await (const item of handle.feed.follow({ prefixes: [''] }, from, until)) {
            if (item.is === 'caught-up' || patterns.some((p) => p.test(item.event.stream))) yield item
          }
        },
      },
    })
  })
  catches('knows only the streams that were there', /^a follower by prefix learns of streams/, () => {
    return (handle, log) =>
      withFeed(handle, async function* (items) {
        const known = new Set(log.streams.keys())
        for await (const item of items) if (item.is !== 'event' || known.has(item.event.stream)) yield item
      })
  })
  catches('compares types as they sound', /^by types: events of these types/, () => (handle) => ({
    ...handle,
    feed: {
      follow: async function* (what, from, until) {
        const types = 'types' in what ? what.types.map((type) => type.toLowerCase()) : []
        for await (const item of handle.feed.follow({ prefixes: [''] }, from, until)) {
          if (item.is === 'caught-up' || types.includes(item.event.type.toLowerCase())) yield item
        }
      },
    },
  }))
  catches('follows each prefix for itself', /^by prefixes: streams whose names begin so/, () => {
    return (handle) =>
      withFeed(handle, async function* (items, what) {
        for await (const item of items) {
          const fits = (prefix: string) => item.is === 'event' && item.event.stream.startsWith(prefix)
          const times = 'prefixes' in what ? what.prefixes.filter(fits).length : 1
          for (let k = 0; k < times || (k === 0 && item.is === 'caught-up'); k += 1) yield item
        }
      })
  })
})

describe('the contract catches a caught-up that', () => {
  catches('comes after the first page', /^caught up is told only when the whole backlog/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        let count = 0
        for await (const item of items) {
          yield item
          if (item.is === 'event' && (count += 1) % 1_000 === 0) {
            yield { is: 'caught-up', at: item.event.position }
          }
        }
      })
  })
  catches('was true when the page was read', /^caught up is told again after every batch/, () => {
    return (handle, log) =>
      withFeed(handle, async function* (items) {
        let head = 0
        for await (const item of items) {
          if (item.is === 'event' && Number(item.event.position) >= head) head = log.entries.length
          yield item
          if (item.is === 'event' && Number(item.event.position) === head - 1) {
            yield { is: 'caught-up', at: item.event.position }
          }
        }
      })
  })
  catches('comes once', /^caught up is told again after every batch/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        let told = false
        for await (const item of items) {
          if (item.is === 'event' || !told) yield item
          told = told || item.is === 'caught-up'
        }
      })
  })
  catches('does not say how far it has read', /^caught up names how far the log was read/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        for await (const item of items) yield item.is === 'event' ? item : { ...item, at: null }
      })
  })
  catches('names a place further on than it has read', /^an empty log is caught up at once/, () => {
    return (handle) =>
      withFeed(handle, async function* (items) {
        for await (const item of items) {
          yield item.is === 'event' ? item : { ...item, at: '0000000000000009' as never }
        }
      })
  })
})

describe('the contract catches a follower that', () => {
  catches('does not hear the abort while it waits', /^an abort ends a follower that waits/, () => {
    return (handle) =>
      withFeed(handle, async function* (_, what, from, until) {
        for await (const item of handle.feed.follow(what, from, new AbortController().signal)) {
          if (until.aborted) return
          yield item
        }
      })
  })
  catches('must be read to its end before the store closes', /^a reader that leaves its loop/, () => {
    return (handle) => {
      let open = 0
      const wrong = withFeed(handle, async function* (items) {
        open += 1
        for await (const item of items) yield item
        open -= 1
      })
      return withStore(wrong, {
        close: () => (open > 0 ? new Promise(() => undefined) : handle.store.close()),
      })
    }
  })
  catches('gives its backlog first', /^an abort ends a follower in the middle|^a follower whose/, () => {
    return (handle, log) =>
      withFeed(handle, async function* (items, what, from, until) {
        const never = new AbortController().signal
        let next = from === null ? 0 : Number(from) + 1
        for await (const item of handle.feed.follow(what, from, never)) {
          if (until.aborted && next >= log.entries.length) return
          next = item.is === 'event' ? Number(item.event.position) + 1 : next
          yield item
        }
        yield* items
      })
  })
})
