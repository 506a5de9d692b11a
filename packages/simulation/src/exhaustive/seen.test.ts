/** Fingerprints are numbered in the order in which they come, also when their halves are the same or the table grows. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { nothingSeenYet } from './seen'

test('as a map would number them', () => {
  const half = fc.constantFrom(0, 1, 4_095, 4_096, 2 ** 32 - 1)
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half)), (prints) => {
      const [seen, numbers] = [nothingSeenYet(), new Map<string, number>()]
      for (const [a, b] of prints) {
        if (!numbers.has(`${a} ${b}`)) numbers.set(`${a} ${b}`, numbers.size)
        expect(seen.add(a, b)).toBe(numbers.get(`${a} ${b}`))
      }
      expect(seen.size()).toBe(numbers.size)
    }),
  )
})

test('200,000 of them, over several blocks and tables', () => {
  const seen = nothingSeenYet()
  const half = (k: number): number => Math.imul(k, 0x9e3779b1) >>> 0
  for (let k = 0; k < 200_000; k += 1) seen.add(half(k), k % 7)
  expect(seen.size()).toBe(200_000)
  const wrong = Array.from({ length: 200_000 }, (_, k) => k).filter((k) => seen.add(half(k), k % 7) !== k)
  expect(wrong).toEqual([])
})
