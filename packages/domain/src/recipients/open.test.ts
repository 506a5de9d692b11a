/** The columns of open attempts against a Map, which they stand for. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import type { AttemptId, IncarnationId } from '../ids'
import type { OpenAttempt } from './open'
import { openAttempts } from './open'

const attemptOf = (recipient: number, n: number): OpenAttempt => ({
  recipient,
  n,
  attempt: `attempt ${recipient} ${n}` as AttemptId,
  incarnation: `incarnation ${n}` as IncarnationId,
  permitMs: 1_000 + n,
})

/** Few recipients, so that they close and come again; and some far apart, whose homes in the index may be the same. */
const recipient = fc.oneof(fc.nat(40), fc.nat(40), fc.nat(1_000_000))
const step = (of: fc.Arbitrary<number>) =>
  fc.record({ recipient: of, n: fc.integer({ min: 1, max: 255 }), closes: fc.boolean() })
const neighbours = fc.array(step(recipient), { size: 'large' })
/** A hundred that lie anywhere share places of the index, and each is opened and closed again and again. */
const scattered = fc
  .uniqueArray(fc.nat(1_000_000), { minLength: 100, maxLength: 100 })
  .chain((some) => fc.array(step(fc.constantFrom(...some)), { minLength: 300, maxLength: 600 }))

test.each([
  ['neighbours', neighbours],
  ['scattered', scattered],
] as const)(
  '%s: whatever is opened and closed, they hold what a Map would hold, and so does what is made of them',
  (_, steps) =>
    fc.assert(
      fc.property(steps, (all) => {
        const open = openAttempts()
        const map = new Map<number, OpenAttempt>()
        for (const { recipient, n, closes } of all) {
          const { attempt, incarnation, permitMs } = attemptOf(recipient, n)
          open.close(recipient)
          if (!closes) open.put(recipient, n, attempt, { incarnation, permitMs })
          map.delete(recipient)
          if (!closes) map.set(recipient, attemptOf(recipient, n))
        }
        expect(open.size).toBe(map.size)
        const touched = all.map((one) => one.recipient)
        expect(touched.map((one) => open.get(one))).toEqual(touched.map((one) => map.get(one)))
        expect(open.values()).toEqual([...map.values()])
        expect(openAttempts(open.values()).values()).toEqual(open.values())
      }),
      { numRuns: 40 },
    ),
)

test('a million that were opened and closed leave nothing that has to be looked through', () => {
  const open = openAttempts()
  for (let k = 0; k < 1_000_000; k += 1) {
    const { attempt, incarnation, permitMs } = attemptOf(k, 1)
    open.put(k, 1, attempt, { incarnation, permitMs })
    open.close(k - 3)
  }
  expect(
    open
      .values()
      .map((one) => one.recipient)
      .sort(),
  ).toEqual([999_997, 999_998, 999_999])
})

test('those that stay open are found, told in order and closed, when many around them have gone', () => {
  const open = openAttempts()
  for (let k = 0; k < 1_000; k += 1) {
    const { recipient, n, attempt, ...permit } = attemptOf(k, 1)
    open.put(recipient, n, attempt, permit)
  }
  const stays = (k: number): boolean => k % 40 === 0
  for (let k = 0; k < 1_000; k += 1) if (!stays(k)) open.close(k)
  const staying = Array.from({ length: 25 }, (_, k) => 40 * k)
  expect(open.size).toBe(25)
  expect(open.values()).toEqual(staying.map((k) => attemptOf(k, 1)))
  expect(staying.map((k) => open.get(k))).toEqual(staying.map((k) => attemptOf(k, 1)))
  expect(open.get(1)).toBeUndefined()
  for (const k of staying) open.close(k)
  expect([open.size, open.values()]).toEqual([0, []])
})
