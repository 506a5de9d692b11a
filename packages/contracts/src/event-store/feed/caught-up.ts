/** `caught-up` is the truth: whatever was committed before it has been handed out. */
import { expect } from '@jest/globals'
import type { EventStoreCase } from '../harness'
import { caughtUp, reader } from '../reader'
import { newStream, noted, notes, upTo, write } from '../tools'

const everything = { types: ['Noted'] }

export const caughtUpCases: readonly EventStoreCase[] = [
  {
    name: 'an empty log is caught up at once, and the feed goes on behind the place where that was',
    check: async (place) => {
      const { store, feed } = await place.open()
      const { events, at } = await reader(place, feed, everything).untilCaughtUp()
      expect(events).toEqual([])
      await write(store, newStream(), 'nothing-yet', [noted(0)])
      expect(await caughtUp(place, feed, everything, at)).toHaveLength(1)
    },
  },
  {
    name: 'caught up is told only when the whole backlog has been handed out',
    check: async (place) => {
      const { store, feed } = await place.open()
      const streams = [newStream(), newStream('calls-')]
      for (const k of upTo(30)) {
        for (const stream of streams) await write(store, stream, 'anything', notes(40, 40 * k))
      }
      expect(await caughtUp(place, feed, everything)).toHaveLength(2_400)
    },
  },
  {
    name: 'caught up is told again after every batch, and only behind what was committed before the pull',
    check: async (place) => {
      const [{ feed }, { store }] = [await place.open(), await place.open()]
      const stream = newStream()
      const live = reader(place, feed, everything)
      await live.untilCaughtUp()
      let committed = 0
      let seen = 0
      const put = async (count: number): Promise<void> => {
        await write(store, stream, 'anything', notes(count, committed))
        committed += count
      }
      for (const k of upTo(30)) {
        await put(1 + (k % 3))
        for (let pulls = 0; ; pulls += 1) {
          const before = committed
          const item = await live.next()
          if (item?.is === 'caught-up') {
            expect(seen).toBeGreaterThanOrEqual(before)
            break
          }
          expect(item?.event.data).toEqual({ k: seen })
          seen += 1
          if (pulls < 2) await put(1)
        }
      }
    },
  },
  {
    name: 'caught up names how far the log was read, past events of others too, and the feed goes on behind it',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      await write(store, stream, 'anything', [noted(0), noted(1, 'Passed')])
      const first = await reader(place, feed, everything).untilCaughtUp()
      expect(first.events).toHaveLength(1)
      const [mine] = first.events
      expect((mine?.position ?? '') <= (first.at ?? '')).toBe(true)
      expect(await caughtUp(place, feed, everything, first.at)).toEqual([])
      await write(store, stream, 'anything', [noted(2), noted(3, 'Passed'), noted(4)])
      const rest = await caughtUp(place, feed, everything, first.at)
      expect(rest.map((event) => event.data)).toEqual([{ k: 2 }, { k: 4 }])
    },
  },
]
