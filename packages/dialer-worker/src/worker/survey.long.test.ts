/** A long list is looked through in bounded stretches, once, and not again before something is due. */
import { describe, expect, test } from '@jest/globals'
import { CallsAuthorized, evolveFact, timestamp } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory, retryOf } from '@lastcall/history'
import { stretch } from './scan'
import { reconsider, survey } from './survey'
import { fact, given, incarnation, recipientsOf, retry } from './survey.fixture'
import { spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

describe('a million recipients who all wait for a retry', () => {
  const million = given(1_000_000)
  const of = recipientsOf(million)
  const grant = [0, 1, hex(1) as never, 0] as const
  const sample = given(1)
  evolveHistory(
    sample.history,
    CallsAuthorized({
      ...{ at: timestamp(start), outreach: spring, incarnation, permitMs: 1, callsSeen: [] },
      ...{ suppressionSeen: null, calls: [[...grant]] },
    }),
    revision(2),
  )
  evolveFact(recipientsOf(sample), fact(4, 0, 1, 0), retryOf(sample.history))
  of.codes.fill(recipientsOf(sample).codes[0] ?? 0)
  of.due.fill(recipientsOf(sample).due[0] ?? 0)

  test('are looked through in bounded stretches', () => {
    const part = stretch(of, retry, start, 0, 8, () => 'yes')
    expect(part.found).toEqual([])
    expect(part.seen).toBeLessThanOrEqual(20_000)
    expect(stretch(of, retry, start, 990_000, 8, () => 'yes').next).toBe(10_000)
  })

  test('are known after one round, and then neither time nor facts lead to another look before one is due', () => {
    let [dialer, rounds] = [million, 0]
    for (; rounds < 100; rounds += 1) {
      const [next, { callable }] = survey(dialer, spring, clock(0, 0))
      dialer = next
      if (!callable) break
    }
    expect(rounds).toBe(49)
    expect(survey(dialer, spring, clock(4_999, 0))[0]).toBe(dialer)
    const told = fact(4, 5, 1, 100)
    const heard = reconsider(dialer, spring, [told])
    expect(survey(heard, spring, clock(4_999, 0))[0]).toBe(heard)
    const [due, { callable }] = survey(dialer, spring, clock(5_100, 0))
    expect(callable).toBe(true)
    expect(due.surveys.get(spring)?.witness).not.toBeNull()
  })
})
