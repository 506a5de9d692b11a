/** A follower ends when it is told to, wherever it stands, and nobody else ends with it. */
import { expect } from '@jest/globals'
import type { EventStoreCase } from '../harness'
import { inTime, reader } from '../reader'
import { newStream, noted, notes, underWay, upTo, write } from '../tools'

const everything = { types: ['Noted'] }

export const endingCases: readonly EventStoreCase[] = [
  {
    name: 'an abort ends a follower that waits, and no other one',
    check: async (place) => {
      const { store, feed } = await place.open()
      const [one, other] = [reader(place, feed, everything), reader(place, feed, everything)]
      for (const live of [one, other]) await live.untilCaughtUp()
      const [waiting, going] = [underWay(one.next()), underWay(other.events(1))]
      one.abort()
      expect(await waiting).toBeNull()
      expect(await one.next()).toBeNull()
      await write(store, newStream(), 'nothing-yet', [noted(0)])
      expect(await going).toHaveLength(1)
    },
  },
  {
    name: 'an abort ends a follower in the middle of its backlog',
    check: async (place) => {
      const { store, feed } = await place.open()
      await write(store, newStream(), 'nothing-yet', notes(50))
      const live = reader(place, feed, everything)
      await live.events(3)
      live.abort()
      expect(await live.next()).toBeNull()
    },
  },
  {
    name: 'a follower whose signal is aborted already gives nothing',
    check: async (place) => {
      const { store, feed } = await place.open()
      await write(store, newStream(), 'nothing-yet', notes(3))
      const live = reader(place, feed, everything)
      live.abort()
      expect(await live.next()).toBeNull()
    },
  },
  {
    name: 'a reader that leaves its loop hinders nobody: others follow, and the store closes',
    check: async (place) => {
      const { store, feed } = await place.open()
      await write(store, newStream(), 'nothing-yet', notes(5))
      for (const k of upTo(20)) {
        for await (const item of feed.follow(everything, null, place.over)) {
          if (item.is === 'event' && item.event.revision === k % 5) break
        }
      }
      expect(await reader(place, feed, everything).events(5)).toHaveLength(5)
      await inTime(place.patienceMs, 'the end of closing', store.close())
    },
  },
]
