/** A follower gets what it chose, by type or by the beginning of a stream's name, and nothing else. */
import { expect } from '@jest/globals'
import type { Selection, StreamName } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import type { EventStoreCase, PlaceUnderTest } from '../harness'
import { caughtUp, reader } from '../reader'
import { newStream, noted, upTo, write } from '../tools'

/** Writes an event to each stream and says which streams a selection gives. */
const streamsOf = async (
  place: PlaceUnderTest,
  streams: readonly StreamName[],
  what: Selection,
): Promise<readonly string[]> => {
  const { store, feed } = await place.open()
  for (const stream of streams) await write(store, stream, 'anything', [noted(0)])
  return (await caughtUp(place, feed, what)).map((event) => event.stream)
}

export const selectionCases: readonly EventStoreCase[] = [
  {
    name: 'by types: events of these types from all streams, then and now',
    check: async (place) => {
      const { store, feed } = await place.open()
      const streams = [newStream(), newStream('calls-')]
      const types = ['Started', 'Stopped', 'Passed', 'Start', 'started']
      const put = async (): Promise<void> => {
        for (const stream of streams) {
          for (const type of types) await write(store, stream, 'anything', [noted(0, type)])
        }
      }
      await put()
      const live = reader(place, feed, { types: ['Stopped', 'Started'] })
      const old = await live.events(4)
      await put()
      const seen = [...old, ...(await live.events(4))]
      const due = upTo(4).flatMap(() => ['Started', 'Stopped'])
      expect(seen.map((event) => event.type)).toEqual(due)
      expect((await live.untilCaughtUp()).events).toEqual([])
      expect(seen.filter((event) => event.stream === streams[0])).toHaveLength(4)
    },
  },
  {
    name: 'by prefixes: streams whose names begin so, each event once even where two prefixes fit',
    check: async (place) => {
      const names = ['calls-a', 'calls-ab', 'calls-b', 'campaign-a', 'xcalls-a', 'calls', 'recipients-a'].map(
        streamName,
      )
      const seen = await streamsOf(place, names, { prefixes: ['calls-a', 'calls-', 'campaign-'] })
      expect(seen).toEqual(['calls-a', 'calls-ab', 'calls-b', 'campaign-a'])
    },
  },
  {
    name: 'a prefix is taken by the letter: no wild card, no pattern, no other case',
    check: async (place) => {
      const names = ['a_b-1', 'axb-1', 'a%b-1', 'a*b-1', 'A_B-1', 'a.b-1', 'a[b-1'].map(streamName)
      expect(await streamsOf(place, names, { prefixes: ['a_b'] })).toEqual(['a_b-1'])
      const { feed } = await place.open()
      for (const prefix of ['a%', 'a*', 'a.', 'a[b']) {
        const seen = await caughtUp(place, feed, { prefixes: [prefix] })
        expect(seen.map((event) => event.stream)).toEqual(names.filter((name) => name.startsWith(prefix)))
      }
    },
  },
  {
    name: 'a follower by prefix learns of streams that begin after it did',
    check: async (place) => {
      const [{ feed }, { store }] = [await place.open(), await place.open()]
      const live = reader(place, feed, { prefixes: ['calls-'] })
      await live.untilCaughtUp()
      for (const k of upTo(5)) {
        const stream = newStream('calls-')
        await write(store, newStream(), 'nothing-yet', [noted(k)])
        await write(store, stream, 'nothing-yet', [noted(k)])
        expect(await live.events(1)).toMatchObject([{ stream, data: { k } }])
      }
    },
  },
]
