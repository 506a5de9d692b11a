/** Nothing keeps a stop from the log: no lost answer, no silence, no missing key. */
import { describe, expect, test } from '@jest/globals'
import { left } from 'fp-ts/lib/Either'
import { outreaches } from '../lists/view'
import type { World } from '../world.fixture'
import { eventsOf, failure, must } from '../world.fixture'
import type { Given } from './given.fixture'
import { down, given, noAnswer, stopping, withAppends } from './given.fixture'
import { stop } from './stop'

describe('a stop does not give up', () => {
  test('while the store is down, and tells what it waits for', async () => {
    const g = await given()
    const told: number[] = []
    const store = withAppends(g, (times, append) => (times <= 30 ? () => Promise.resolve(down) : append))
    const onWait = ({ tries }: { readonly tries: number }) => void told.push(tries)
    expect(must(await stop(store)(stopping(g.outreach, { onWait }))()).was).toBe('stopped now')
    expect(told).toHaveLength(30)
  })

  test('while answers are lost: it repeats one id, and knows its own stop again', async () => {
    const g = await given()
    const store = withAppends(g, (times, append) => async () => {
      const answer = await append()
      return times <= 3 ? noAnswer : answer
    })
    const stopped = must(await stop(store)(stopping(g.outreach))())
    const stops = (await eventsOf(g.deps.store, g.campaign)).filter(({ type }) => type === 'OutreachStopped')
    expect(new Set(stops.map(({ id }) => id)).size).toBe(1)
    // The first one counts, and it is ours.
    expect(stopped).toMatchObject({ was: 'stopped now', revision: stops[0]?.revision })
  })

  test('while the lists cannot be read, before and after', async () => {
    const g = await given()
    let follows = 0
    const feed: World['feed'] = {
      follow: (what, after, until) => {
        follows += 1
        if (follows % 3 !== 0) throw new Error('lost')
        return g.deps.feed.follow(what, after, until)
      },
    }
    expect(must(await stop({ ...g.deps, feed })(stopping(g.outreach))()).was).toBe('stopped now')
  })

  test('until it is told to: then it says whether it stands', async () => {
    const g = await given()
    const ended = new AbortController()
    const onWait = ({ tries }: { readonly tries: number }): void => {
      if (tries === 5) ended.abort()
    }
    const never = withAppends(g, () => () => Promise.resolve(down))
    const why = failure(await stop(never)(stopping(g.outreach, { signal: ended.signal, onWait }))())
    expect(why).toEqual({ is: 'given up', acknowledged: false })
  })

  test('for want of a key: destroyed, unreachable or silent, the stop stands without its reason', async () => {
    const keyStores = (g: Given): World['keys'][] => [
      { ...g.deps.keys, get: () => async () => left({ is: 'unavailable', why: 'down' }) },
      { ...g.deps.keys, get: () => async () => left({ is: 'unknown' }) },
      { ...g.deps.keys, get: () => () => new Promise(() => undefined) },
      { ...g.deps.keys, get: () => () => Promise.reject(new Error('a defect')) },
    ]
    for (const k of [0, 1, 2, 3]) {
      const g = await given()
      const keys = keyStores(g)[k] as World['keys']
      expect(must(await stop({ ...g.deps, keys })(stopping(g.outreach))()).was).toBe('stopped now')
      expect(g.deps.waited()).toBeLessThanOrEqual(1_000)
      const [shown] = must(await outreaches(g.deps)(g.campaign, 'stopped')())
      expect(shown?.stop?.reason).toBeNull()
    }
  })
})
