/** A writer that is killed in the middle of its work takes nothing with it and locks nobody out. */
import { expect } from '@jest/globals'
import type { EventStoreCase } from '../harness'
import { caughtUp } from '../reader'
import { must, newStream, noted, readAll, settle, upTo } from '../tools'

export const killCases: readonly EventStoreCase[] = [
  {
    name: 'a process that is killed while it writes leaves what was acknowledged to it, and no lock',
    needs: 'kills',
    check: async (place) => {
      const { store, feed } = await place.open()
      const stream = newStream()
      const acknowledged = await place.killWhileWriting({ stream, by: 'a', appends: 10_000 })
      expect(acknowledged).not.toEqual([])
      const all = await readAll(store, stream)
      expect(all.map(({ data }) => data)).toEqual(upTo(all.length).map((k) => ({ by: 'a', k })))
      for (const { id, revision } of acknowledged) expect(all[revision]?.id).toBe(id)
      const opened = await place.open()
      for (const [k, one] of [store, opened.store].entries()) {
        const stop = [noted(k, 'Stopped')] as const
        expect(must(await settle(place, one, stream, 'anything', stop, 'revocation'))).toBe(all.length + k)
      }
      const whole = await readAll(store, stream)
      expect(await caughtUp(place, opened.feed, { prefixes: [stream] })).toEqual(whole)
      expect(await caughtUp(place, feed, { prefixes: [stream] })).toEqual(whole)
    },
  },
]
