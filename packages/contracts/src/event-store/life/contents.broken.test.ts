import { describe } from '@jest/globals'
import { right } from 'fp-ts/lib/Either'
import type { NewEvent } from '@lastcall/eventlog'
import { catches, withStore } from '../broken.fixture'

describe('the contract catches a store that, of what it holds,', () => {
  const changing = (change: (data: unknown) => unknown) => () => (handle: Parameters<typeof withStore>[0]) =>
    withStore(handle, {
      append: (to, expected, events) =>
        handle.store.append(
          to,
          expected,
          events.map((event: NewEvent) => ({
            ...event,
            data: change(event.data),
          })) as unknown as typeof events,
        ),
    })
  const text = (change: (json: string) => string): ((data: unknown) => unknown) => {
    return (data) => {
      try {
        return JSON.parse(change(JSON.stringify(data))) as unknown
      } catch {
        return data
      }
    }
  }

  catches('cuts texts at NUL', /^texts, numbers and shapes/, changing(text((s) => s.replace(/\\u0000/g, ''))))
  catches('normalizes texts', /^texts, numbers and shapes/, changing(text((s) => s.normalize('NFC'))))
  catches(
    'writes lone surrogates as UTF-8',
    /^texts, numbers and shapes/,
    changing(text((s) => s.replace(/\\ud83d/g, '\ufffd'))),
  )
  catches(
    'cuts at 64 kB',
    /^an event of a megabyte/,
    changing(text((s) => s.replace(/(.{65000}).*(".*)$/, '$1$2'))),
  )
  catches(
    'throws at what JSON cannot hold',
    /^what JSON cannot hold is refused/,
    () => (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          JSON.stringify(events)
          return handle.store.append(to, expected, events)()
        },
      }),
  )
  catches(
    'never answers at what JSON cannot hold',
    /^what JSON cannot hold is refused/,
    () => (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          const isHeld = answer._tag === 'Right' || answer.left.is !== 'refused'
          return isHeld ? answer : new Promise<never>(() => undefined)
        },
      }),
  )
  catches(
    'takes undefined for null',
    /^what JSON cannot hold is refused/,
    changing((data) => data ?? null),
  )
  catches(
    'takes a copy too late',
    /^what the caller does to its objects/,
    () => (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          await Promise.resolve()
          return handle.store.append(to, expected, events)()
        },
      }),
  )
  catches(
    'escapes quotes and leaves them so',
    /^names of streams and types, and metadata/,
    () => (handle) =>
      withStore(handle, {
        append: (to, expected, [first, ...rest]) =>
          handle.store.append(to, expected, [{ ...first, type: first.type.replace(/'/g, "''") }, ...rest]),
      }),
  )
  catches('keeps the objects themselves', /^what JSON would change/, () => (handle) => {
    const kept = new Map<string, unknown>()
    return withStore(handle, {
      append: (to, expected, events) => {
        for (const { id, data } of events) kept.set(id, data)
        return handle.store.append(to, expected, events)
      },
      read: (of, from, limit) => async () => {
        const answer = await handle.store.read(of, from, limit)()
        if (answer._tag === 'Left') return answer
        const events = answer.right.events.map((event) => ({ ...event, data: kept.get(event.id) }))
        return right({ ...answer.right, events })
      },
    })
  })
})
