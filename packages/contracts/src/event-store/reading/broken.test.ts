import { describe } from '@jest/globals'
import { left, right } from 'fp-ts/lib/Either'
import { some } from 'fp-ts/lib/Option'
import type { Recorded, StreamName } from '@lastcall/eventlog'
import { after } from '@lastcall/eventlog'
import { catches, withStore } from '../broken.fixture'

describe('the contract catches a store that, asked to read,', () => {
  catches('answers from a copy that lags behind', /^what one handle has acknowledged, every handle/, () => {
    return (handle) => {
      const copies = new Map<StreamName, Promise<unknown>>()
      return withStore(handle, {
        read: (of, from, limit) => async () => {
          const now = handle.store.read(of, from, limit)()
          const old = copies.get(of)
          copies.set(of, now)
          return old === undefined ? now : (old as typeof now)
        },
      })
    }
  })
  catches('keeps the last event that it saw', /^what one handle has acknowledged|^the last event of/, () => {
    return (handle) => {
      const seen = new Map<StreamName, Recorded>()
      return withStore(handle, {
        last: (of) => async () => {
          const old = seen.get(of)
          if (old !== undefined) return right(some(old))
          const answer = await handle.store.last(of)()
          if (answer._tag === 'Right' && answer.right._tag === 'Some') seen.set(of, answer.right.value)
          return answer
        },
      })
    }
  })
  catches(
    'knows no empty stream',
    /^a stream that is not there reads as empty/,
    () => (handle, log) =>
      withStore(handle, {
        read: (of, from, limit) =>
          log.streams.has(of)
            ? handle.store.read(of, from, limit)
            : async () => left({ is: 'unavailable', why: 'no such stream' }),
      }),
  )
  catches('begins behind the revision it is given', /^a page begins where it is asked to/, () => {
    return (handle) =>
      withStore(handle, { read: (of, from, limit) => handle.store.read(of, after(from), limit) })
  })
  catches('calls a full page never the last', /^a page that ends with the newest event knows/, () => {
    return (handle) =>
      withStore(handle, {
        read: (of, from, limit) => async () => {
          const answer = await handle.store.read(of, from, limit)()
          if (answer._tag === 'Left') return answer
          return right({ ...answer.right, atHead: answer.right.events.length < limit })
        },
      })
  })
  catches('calls every page the last', /^a page begins|^a page that ends|^read page by page/, () => {
    return (handle) =>
      withStore(handle, {
        read: (of, from, limit) => async () => {
          const answer = await handle.store.read(of, from, limit)()
          return answer._tag === 'Left' ? answer : right({ ...answer.right, atHead: true })
        },
      })
  })
  catches('orders revisions as strings', /^read page by page, a long stream/, () => {
    return (handle) =>
      withStore(handle, {
        read: (of, from, limit) => async () => {
          const answer = await handle.store.read(of, from, limit)()
          if (answer._tag === 'Left') return answer
          const events = [...answer.right.events].sort((a, b) =>
            String(a.revision) < String(b.revision) ? -1 : 1,
          )
          return right({ ...answer.right, events })
        },
      })
  })
  catches('forgets metadata', /^an event comes back under its stream/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, [first, ...rest]) =>
          handle.store.append(to, expected, [
            first,
            ...rest.map(({ id, type, data }) => ({ id, type, data })),
          ]),
      })
  })
})

describe('the contract catches a last look that', () => {
  catches('lags by a turn', /^the last look sees what another handle has acknowledged/, () => {
    return (handle, log) => {
      let known = 0
      const update = (): void => void setImmediate(() => (known = log.entries.length))
      log.bells.add(update)
      return withStore(handle, {
        newer: (of, from, limit) => {
          const answer = handle.store.newer(of, from, limit)
          if (answer._tag === 'Left') return answer
          return right(answer.right.filter(({ position }) => Number(position) < known))
        },
      })
    }
  })
  catches('ignores its limit', /^the last look gives everything after a revision/, () => {
    return (handle) =>
      withStore(handle, { newer: (of, from) => handle.store.newer(of, from, Number.MAX_SAFE_INTEGER) })
  })
  catches('starts with the event that it was to start behind', /^the last look/, () => {
    return (handle) =>
      withStore(handle, {
        newer: (of, from, limit) =>
          handle.store.newer(of, from === null || from === 0 ? null : ((from - 1) as never), limit),
      })
  })
  catches('is missing although it was promised', /^the last look/, () => {
    return (handle) => {
      const { append, read, last, deleteStream, close } = handle.store
      return { ...handle, store: { append, read, last, deleteStream, close } }
    }
  })
})
