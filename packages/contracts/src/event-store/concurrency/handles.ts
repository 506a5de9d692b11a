/** Many appenders through several handles: one winner for each revision, and a feed that stays in order. */
import { expect } from '@jest/globals'
import type { EventId, EventStore, Revision, StreamName } from '@lastcall/eventlog'
import { after, streamName } from '@lastcall/eventlog'
import type { EventStoreCase, OpenStore, PlaceUnderTest } from '../harness'
import { caughtUp, reader } from '../reader'
import { idsOf, must, newStream, noted, readAll, settle, underWay, upTo, write } from '../tools'

/** Every conflict is another one's win, so nobody needs as many: bounds a store that never says yes. */
const enough = 1_000

/** Appends at the exact revision until `appends` have won; says which event won which revision. */
const contend = async (
  place: PlaceUnderTest,
  store: EventStore,
  stream: StreamName,
  appends: number,
): Promise<ReadonlyMap<Revision, EventId>> => {
  const won = new Map<Revision, EventId>()
  for (let tries = 0; won.size < appends; tries += 1) {
    if (tries > enough) throw new Error('an append at the newest revision never wins')
    const newest = must(await store.last(stream)())
    const expected = newest._tag === 'None' ? 'nothing-yet' : newest.value.revision
    const event = noted(won.size)
    const answer = await settle(place, store, stream, expected, [event])
    if (answer._tag === 'Left' && answer.left.is === 'refused') throw new Error(answer.left.why)
    if (answer._tag === 'Left') continue
    expect(answer.right).toBe(newest._tag === 'None' ? 0 : after(newest.value.revision))
    won.set(answer.right, event.id)
  }
  return won
}

const handlesOf = (place: PlaceUnderTest, count: number): Promise<readonly OpenStore[]> =>
  Promise.all(upTo(count).map(() => place.open()))

export const handleCases: readonly EventStoreCase[] = [
  {
    name: 'of many that append at the same revision at once, one wins and the others are in conflict',
    check: async (place) => {
      const handles = await handlesOf(place, 3)
      const stream = newStream()
      for (const round of upTo(15)) {
        const expected = round === 0 ? 'nothing-yet' : ((round - 1) as Revision)
        const events = upTo(6).map((k) => noted(k))
        const answers = await Promise.all(
          events.map((event, k) =>
            settle(place, (handles[k % 3] as OpenStore).store, stream, expected, [event]),
          ),
        )
        const winners = events.filter((_, k) => answers[k]?._tag === 'Right')
        expect(winners).toHaveLength(1)
        for (const answer of answers) {
          if (answer._tag === 'Left') expect(answer.left.is).toBe('conflict')
        }
        const all = await readAll((handles[0] as OpenStore).store, stream)
        expect(all).toHaveLength(round + 1)
        expect(all.at(-1)?.id).toBe(winners[0]?.id)
      }
    },
  },
  {
    name: 'on one stream, appenders through several handles each keep the revisions that they won',
    check: async (place) => {
      const handles = await handlesOf(place, 4)
      const stream = newStream()
      const wins = await Promise.all(handles.map(({ store }) => contend(place, store, stream, 12)))
      const all = await readAll((handles[0] as OpenStore).store, stream)
      expect(all.map((event) => event.revision)).toEqual(upTo(48))
      for (const [at, id] of wins.flatMap((won) => [...won])) expect(all[at]?.id).toBe(id)
    },
  },
  {
    name: 'appends to different streams at once do not disturb each other',
    check: async (place) => {
      const handles = await handlesOf(place, 2)
      const streams = upTo(16).map(() => newStream())
      for (const k of upTo(5)) {
        const expected = k === 0 ? 'nothing-yet' : k - 1
        const answers = await Promise.all(
          streams.map((stream, s) =>
            write((handles[s % 2] as OpenStore).store, stream, expected, [noted(k)]),
          ),
        )
        expect(answers).toEqual(streams.map(() => k))
      }
    },
  },
  {
    name: 'meanwhile the feed has no gap, no repeat and one order, for whoever reads it, live or later',
    check: async (place) => {
      const handles = await handlesOf(place, 4)
      const everything = { prefixes: ['load-'] }
      const streams = upTo(5).map((k) => streamName(`load-${k}`))
      const total = 3 * streams.length * 20
      const live = handles.map(({ feed }) => underWay(reader(place, feed, everything).events(total)))
      const writing = handles.slice(0, 3).flatMap(({ store }) =>
        streams.map(async (stream) => {
          for (const k of upTo(20)) must(await settle(place, store, stream, 'anything', [noted(k)]))
        }),
      )
      await Promise.all(writing)
      const later = await caughtUp(place, (handles[3] as OpenStore).feed, everything)
      expect(later).toHaveLength(total)
      for (const seen of await Promise.all(live)) expect(idsOf(seen)).toEqual(idsOf(later))
      const positions = later.map((event) => event.position)
      expect([...positions].sort()).toEqual(positions)
      for (const stream of streams) {
        const own = later.filter((event) => event.stream === stream)
        expect(own.map((event) => event.revision)).toEqual(upTo(60))
      }
    },
  },
]
