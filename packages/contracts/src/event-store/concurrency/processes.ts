/** The same with real processes: nothing that one of them had acknowledged is lost or moved. */
import { expect } from '@jest/globals'
import { streamName } from '@lastcall/eventlog'
import type { EventStoreCase } from '../harness'
import { caughtUp, reader } from '../reader'
import { idsOf, newStream, readAll, upTo } from '../tools'

export const processCases: readonly EventStoreCase[] = [
  {
    name: 'several processes that write one stream each keep what was acknowledged to them',
    needs: 'processes',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      const everything = { types: ['Noted'] }
      const live = reader(place, feed, everything)
      await live.untilCaughtUp()
      const writers = ['a', 'b', 'c'].map((by) => place.writeFromProcess({ stream, by, appends: 40 }))
      const reports = await Promise.all(writers)
      const all = await readAll(store, stream)
      expect(all.map((event) => event.revision)).toEqual(upTo(120))
      for (const acknowledged of reports) {
        expect(acknowledged).toHaveLength(40)
        for (const { id, revision } of acknowledged) expect(all[revision]?.id).toBe(id)
      }
      expect(idsOf(await live.events(120))).toEqual(idsOf(all))
      expect(await caughtUp(place, feed, everything)).toEqual(all)
    },
  },
  {
    name: 'several processes that write streams of their own fill one log, without gap or repeat',
    needs: 'processes',
    check: async (place) => {
      const { store, feed } = await place.open()
      const streams = upTo(3).map((k) => streamName(`calls-${k}`))
      const live = reader(place, feed, { prefixes: ['calls-'] })
      await Promise.all(streams.map((stream) => place.writeFromProcess({ stream, by: stream, appends: 40 })))
      const seen = await live.events(120)
      expect((await live.untilCaughtUp()).events).toEqual([])
      expect(seen).toEqual(await caughtUp(place, feed, { prefixes: ['calls-'] }))
      for (const stream of streams) {
        const own = seen.filter((event) => event.stream === stream)
        expect(own).toEqual(await readAll(store, stream))
        expect(own.map((event) => event.data)).toEqual(upTo(40).map((k) => ({ by: stream, k })))
      }
    },
  },
]
