import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { seenNumbers } from './seen'

test('answers as a map of first lines does', () => {
  const number = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 999_999_999_999_999 }))
  fc.assert(
    fc.property(fc.array(number, { maxLength: 2_000 }), (numbers) => {
      const seen = seenNumbers()
      const first = new Map<number, number>()
      numbers.forEach((n, line) => {
        expect(seen.firstLine(n, line)).toBe(first.get(n) ?? null)
        if (!first.has(n)) first.set(n, line)
      })
    }),
  )
})

test('numbers that follow each other are spread: a hundred thousand take no longer for each than a thousand', () => {
  const perNumber = (count: number): number => {
    const seen = seenNumbers()
    const began = performance.now()
    for (let i = 0; i < count; i += 1) seen.firstLine(120_255_500_000_000 + i, i)
    return (performance.now() - began) / count
  }
  perNumber(10_000)
  expect(perNumber(100_000)).toBeLessThan(50 * perNumber(1_000))
})
