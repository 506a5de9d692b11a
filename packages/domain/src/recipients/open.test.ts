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
const steps = fc.array(fc.record({ recipient, n: fc.integer({ min: 1, max: 255 }), closes: fc.boolean() }), {
  size: 'large',
})

test('whatever is opened and closed, they hold what a Map would hold, and so does what is made of them', () =>
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
        expect(open.size).toBe(map.size)
      }
      for (const { recipient } of all) expect(open.get(recipient)).toEqual(map.get(recipient))
      expect(open.values()).toEqual([...map.values()])
      expect(openAttempts(open.values()).values()).toEqual(open.values())
    }),
    { numRuns: 40 },
  ))

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
