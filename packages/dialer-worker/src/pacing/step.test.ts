/** Pacing: never more than the rate allows, never more than the channels hold, and a stall is not made up for. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { allowed, noTokens, step } from './index'

const limits = { callsPerSecond: 10, channels: 5 }

test('nothing at the start, and one for each tenth of a second at ten a second', () => {
  expect(allowed(limits, noTokens(0), 0)).toBe(0)
  expect(allowed(limits, step(limits, noTokens(0), { is: 'time passed', mono: 99 }), 0)).toBe(0)
  expect(allowed(limits, step(limits, noTokens(0), { is: 'time passed', mono: 100 }), 0)).toBe(1)
})

test('G6: open calls take channels, more than there are take nothing back', () => {
  const rich = { tokens: 100, filledAt: 0 }
  expect([0, 3, 5, 9].map((open) => allowed(limits, rich, open))).toEqual([5, 2, 0, 0])
})

test('after a stall a tenth of a second is made up for, one call at least', () => {
  const stalled = (callsPerSecond: number) => {
    const fast = { callsPerSecond, channels: 1_000 }
    return allowed(fast, step(fast, noTokens(0), { is: 'time passed', mono: 60_000 }), 0)
  }
  expect([1, 10, 100, 1_000].map(stalled)).toEqual([1, 1, 10, 100])
})

test('a clock that goes back gives nothing', () => {
  const later = step(limits, noTokens(1_000), { is: 'time passed', mono: 500 })
  expect(later.tokens).toBe(0)
})

test('G6: over any stretch never more than rate x time + the burst', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.tuple(fc.nat(700), fc.nat(20)), { maxLength: 80 }),
      (callsPerSecond, story) => {
        const fast = { callsPerSecond, channels: 1_000 }
        let [pacing, mono] = [noTokens(0), 0]
        const taken: (readonly [number, number])[] = []
        for (const [ms, wish] of story) {
          mono += ms
          pacing = step(fast, pacing, { is: 'time passed', mono })
          const calls = Math.min(wish, allowed(fast, pacing, 0))
          pacing = step(fast, pacing, { is: 'authorized', calls })
          taken.push([mono, calls])
        }
        const burst = Math.max(1, callsPerSecond / 10)
        taken.forEach(([from], k) => {
          let sum = 0
          for (const [at, calls] of taken.slice(k)) {
            sum += calls
            expect(sum).toBeLessThanOrEqual(burst + ((at - from) / 1_000) * callsPerSecond + 1e-6)
          }
        })
      },
    ),
  ))
