/** The survey says what a look at everybody would say, and no single step looks at everybody. */
import { expect, test } from '@jest/globals'
import { CallsAuthorized, evolveFact, isCallable, timestamp } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory } from '@lastcall/history'
import * as fc from 'fast-check'
import { dueMs } from './scan'
import { reconsider, survey } from './survey'
import { fact, given, incarnation, recipientsOf, retry } from './survey.fixture'
import { spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

test('after any story of grants and facts it says what a look at everybody says', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(6), fc.nat(9_000)), { maxLength: 40 }), (story) => {
      let dialer = given(4)
      const numbers = [0, 0, 0, 0]
      let [t, at] = [0, 2]
      for (const [recipient, what, ms] of story) {
        t += ms
        const of = recipientsOf(dialer)
        if (what === 6 && isCallable(of.codes[recipient] ?? 0, retry)) {
          const n = (numbers[recipient] = (numbers[recipient] ?? 0) + 1)
          const call = [recipient, n, hex(recipient * 256 + n) as never, 0] as const
          const grant = CallsAuthorized({
            ...{ at: timestamp(start + t), outreach: spring, incarnation, permitMs: 1_000 },
            ...{ callsSeen: [], suppressionSeen: null, calls: [[...call]] },
          })
          dialer = { ...dialer, history: evolveHistory(dialer.history, grant, revision((at += 1))) }
        } else if (of.open.get(recipient) !== undefined && what < 6) {
          const told = fact(what, recipient, numbers[recipient] ?? 1, t)
          evolveFact(of, told, retry)
          dialer = reconsider(dialer, spring, [told])
        }
        const [next, { callable, exhausted }] = survey(dialer, spring, clock(t, 0))
        dialer = next
        const dues = [0, 1, 2, 3].map((k) => dueMs(of, retry, k))
        expect(callable).toBe(dues.some((due) => due <= start + t))
        expect(exhausted).toBe(dues.every((due) => due === Infinity))
      }
    }),
    { numRuns: 500 },
  ))
