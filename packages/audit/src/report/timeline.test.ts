/** Which calls a timeline lists where there are more than it may: what a list of all of them would show. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { attempt, created, ended, evidenceOf, granted, scheduled, spring, stopped } from '../log.fixture'
import type { Call } from '../log.fixture'
import { timelineOf } from './timeline'

test('those that were open at the stop, from the first on, and then the latest of the others', () =>
  fc.assert(
    // Of each call whether it had ended before the stop.
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.nat(9), (hadEnded, most) => {
      // Two in each batch, the greater recipient first: a timeline has them by number.
      const calls = hadEnded.map((_, k): Call => [k ^ 1, 1, k])
      const batches = calls.flatMap((_, k) => (k % 2 === 0 ? [granted(calls.slice(k, k + 2))] : []))
      const facts = calls.map((call, k) => ended(call, 'busy', hadEnded[k] === true ? 500 : 1_500))
      const evidence = evidenceOf([created, scheduled(spring, 42), ...batches, stopped()], facts)
      const of = evidence.outreaches.get(spring)
      const told = of === undefined ? null : timelineOf(evidence, of, most)

      const inOrder = [...calls.keys()].sort(
        (one, other) => (one >> 1) - (other >> 1) || (one ^ 1) - (other ^ 1),
      )
      const open = inOrder.filter((k) => hadEnded[k] !== true).slice(0, most)
      const others = inOrder.filter((k) => hadEnded[k] === true).toReversed()
      const listed = [...open, ...others].slice(0, most)
      expect(told?.lines.map((each) => each.attempt)).toEqual(
        inOrder.filter((k) => listed.includes(k)).map((k) => attempt(k)),
      )
      expect(told?.earlier).toBe(calls.length - listed.length)
    }),
  ))
