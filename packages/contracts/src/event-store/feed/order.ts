/** The feed: log order, without gap or repeat, across catch-up and live. */
import { expect } from '@jest/globals'
import type { EventStoreCase } from '../harness'
import { caughtUp, reader } from '../reader'
import { idsOf, newStream, noted, notes, readAll, underWay, upTo, write } from '../tools'

const everything = { types: ['Noted'] }

export const orderCases: readonly EventStoreCase[] = [
  {
    name: 'the feed gives what was there and then what comes, in order, each event once',
    check: async (place) => {
      const { store, feed } = await place.open()
      const streams = [newStream(), newStream('calls-')]
      const put = async (k: number): Promise<void> => {
        for (const stream of streams) await write(store, stream, 'anything', notes(2, 2 * k))
      }
      for (const k of upTo(10)) await put(k)
      const live = reader(place, feed, everything)
      const seen = [...(await live.events(40))]
      for (const k of upTo(10)) {
        await put(10 + k)
        seen.push(...(await live.events(4)))
      }
      expect(idsOf(seen)).toEqual(idsOf(await caughtUp(place, feed, everything)))
      const positions = seen.map((event) => event.position)
      expect(positions).toHaveLength(new Set(positions).size)
      expect([...positions].sort()).toEqual(positions)
      for (const stream of streams) {
        const own = seen.filter((event) => event.stream === stream)
        expect(own).toEqual(await readAll(store, stream))
      }
    },
  },
  {
    name: 'the feed wakes up for what another handle appends',
    check: async (place) => {
      const [{ feed }, { store }] = [await place.open(), await place.open()]
      const stream = newStream()
      const live = reader(place, feed, everything)
      expect((await live.untilCaughtUp()).events).toEqual([])
      for (const k of upTo(10)) {
        const waiting = underWay(live.events(1))
        await write(store, stream, 'anything', [noted(k)])
        expect(await waiting).toMatchObject([{ stream, revision: k, data: { k } }])
      }
    },
  },
  {
    name: 'the feed goes on behind any position that an event had, with the very next event',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      for (const k of upTo(6)) await write(store, stream, 'anything', notes(3, 3 * k))
      const all = await readAll(store, stream)
      for (const [k, event] of all.entries()) {
        expect(await caughtUp(place, feed, everything, event.position)).toEqual(all.slice(k + 1))
      }
      const late = reader(place, feed, everything, all.at(-1)?.position)
      await write(store, stream, 'anything', [noted(18)])
      expect(await late.events(1)).toMatchObject([{ revision: 18 }])
    },
  },
  {
    name: 'a slow reader loses nothing, however much comes between two pulls',
    check: async (place) => {
      const { store, feed } = await place.open()
      const [stream, other] = [newStream(), newStream('calls-')]
      await write(store, stream, 'anything', [noted(0)])
      const slow = reader(place, feed, everything)
      const seen = [...(await slow.events(1))]
      for (const k of upTo(60)) {
        await write(store, stream, 'anything', notes(20, 1 + 20 * k))
        await write(store, other, 'anything', notes(20, 20 * k, 'Passed'))
        seen.push(...(await slow.events(1)))
      }
      seen.push(...(await slow.events(1_201 - seen.length)))
      expect(seen.map((event) => event.data)).toEqual(upTo(1_201).map((k) => ({ k })))
    },
  },
  {
    name: 'several followers at different places each have their own way through the log',
    check: async (place) => {
      const [{ store, feed }, other] = [await place.open(), await place.open()]
      const stream = newStream()
      await write(store, stream, 'anything', notes(30))
      const all = await readAll(store, stream)
      const followers = [null, all[4], all[17], all[29]].map((event, k) => ({
        missing: upTo(60).slice(event === null ? 0 : (event?.revision ?? 0) + 1),
        live: reader(place, k % 2 === 0 ? feed : other.feed, everything, event?.position ?? null),
      }))
      await followers[1]?.live.events(3)
      await write(store, stream, 'anything', notes(30, 30))
      for (const [k, { live, missing }] of followers.entries()) {
        const due = k === 1 ? missing.slice(3) : missing
        const seen = await live.events(due.length)
        expect(seen.map((event) => event.revision)).toEqual(due)
      }
    },
  },
]
