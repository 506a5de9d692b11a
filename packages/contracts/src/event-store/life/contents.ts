/** What was written comes back as JSON gives it; what JSON cannot hold is refused, and nothing breaks by it. */
import { expect } from '@jest/globals'
import type { NewEvent } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import type { EventStoreCase } from '../harness'
import { caughtUp } from '../reader'
import { failure, newId, newStream, noted, readAll, write } from '../tools'

const texts = [
  ...[
    '',
    ' ',
    'plain',
    `'; DROP TABLE events; --`,
    '"quoted" \\ back\\slash',
    '\u0000',
    'a\u0000b',
    '\\u0000',
  ],
  ...[
    'line\nbreak\r\n\ttab',
    'Grüße',
    '呼び出し',
    '🛑📞',
    'e\u0301 é',
    '\u2028\u2029',
    '\ud83d',
    '\uffff\ufeff',
  ],
]
const numbers = [
  ...[0, 1, -1, 0.1, 0.1 + 0.2, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 53],
  ...[Number.MAX_VALUE, Number.MIN_VALUE, 1_700_000_000_000_000],
]
const shapes = [
  ...[null, true, false, [], {}, [[]], [null], { '': '' }, { a: { b: [{ c: null }] } }, 'text', 7],
  ...[
    JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":3}') as unknown,
    { b: 1, a: 2, 10: 3, 9: 4 },
  ],
]

const holding = (data: unknown): NewEvent => ({ id: newId(), type: 'Noted', data })

/** Compares what JSON says of both: the letter, not only the sense. */
const json = (data: unknown): string => JSON.stringify(data)

const circle = (): unknown => {
  const round: { self?: unknown } = {}
  round.self = round
  return round
}
const throwing = {
  toJSON: () => {
    throw new Error('no')
  },
}
const outside = [undefined, 1n, { n: 1n }, circle(), () => 1, Symbol('s'), throwing]
const bent = [Number.NaN, Infinity, { a: undefined }, new Date(0), [undefined], new Map([[1, 2]]), -0]

export const contentCases: readonly EventStoreCase[] = [
  {
    name: 'texts, numbers and shapes come back to the letter, from the stream and from the feed',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      const data = [...texts, ...numbers, ...shapes].flatMap((one) => [one, { inside: [one] }])
      const keyed = { keys: Object.fromEntries(texts.map((text, k) => [text, k])) }
      for (const one of [...data, keyed]) await write(store, stream, 'anything', [holding(one)])
      const written = [...data, keyed].map(json)
      expect((await readAll(store, stream)).map((event) => json(event.data))).toEqual(written)
      const fed = await caughtUp(place, feed, { prefixes: [stream] })
      expect(fed.map((event) => json(event.data))).toEqual(written)
    },
  },
  {
    name: 'names of streams and types, and metadata, come back to the letter too',
    check: async ({ open }) => {
      const { store } = await open()
      for (const name of [`calls-it's "100%" [x] ü`, 'calls-呼び出し', 'calls-;--']) {
        const stream = streamName(name)
        const event = { ...noted(0, `Type '${name}'`), metadata: { [name]: texts } }
        await write(store, stream, 'nothing-yet', [event])
        const [read] = await readAll(store, stream)
        expect(read).toMatchObject({ stream, type: event.type })
        expect(json(read?.metadata)).toBe(json(event.metadata))
      }
    },
  },
  {
    name: 'an event of a megabyte comes back whole, and stands between its neighbours',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      const large = 'lastcall. '.repeat(100_000)
      await write(store, stream, 'nothing-yet', [noted(0)])
      await write(store, stream, 0, [holding({ large })])
      await write(store, stream, 1, [noted(2)])
      const fed = await caughtUp(place, feed, { types: ['Noted'] })
      for (const events of [await readAll(store, stream), fed]) {
        expect(events.map((event) => event.revision)).toEqual([0, 1, 2])
        expect((events[1]?.data as { large: string } | undefined)?.large === large).toBe(true)
      }
    },
  },
  {
    name: 'what JSON cannot hold is refused, and the store goes on',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      for (const [k, data] of outside.entries()) {
        expect(failure(await store.append(stream, 'anything', [holding(data)])())).toBe('refused')
        const metadata = { held: circle() }
        const answer = await store.append(stream, 'anything', [{ ...noted(k), metadata }])()
        expect(failure(answer)).toBe('refused')
        expect(await write(store, stream, 'anything', [noted(k)])).toBe(k)
      }
      expect(await readAll(store, stream)).toHaveLength(outside.length)
    },
  },
  {
    name: 'what JSON would change is refused, or comes back as JSON gives it',
    check: async ({ open }) => {
      const { store } = await open()
      for (const data of bent) {
        const stream = newStream()
        const answer = failure(await store.append(stream, 'nothing-yet', [holding(data)])())
        expect(['success', 'refused']).toContain(answer)
        const events = await readAll(store, stream)
        const due = answer === 'success' ? [JSON.parse(json(data)) as unknown] : []
        expect(events.map((event) => event.data)).toStrictEqual(due)
      }
    },
  },
  {
    name: 'what the caller does to its objects after the call, or to those it has read, does not change the log',
    check: async ({ open }) => {
      const { store } = await open()
      const stream = newStream()
      const [data, metadata] = [{ list: [1, 2] }, { by: 'me' }]
      const appending = write(store, stream, 'nothing-yet', [{ ...holding(data), metadata }])
      data.list.push(3)
      metadata.by = 'you'
      await appending
      for (let again = 0; again < 2; again += 1) {
        const [event] = await readAll(store, stream)
        expect(event).toMatchObject({ data: { list: [1, 2] }, metadata: { by: 'me' } })
        try {
          ;(event?.data as typeof data).list.length = 0
        } catch {
          // Frozen: as good as a copy.
        }
      }
    },
  },
]
