/** Which facts ask for another look: an opt-out always, another only if somebody can be called by it. */
import { describe, expect, test } from '@jest/globals'
import { CallsAuthorized, evolveFact, timestamp } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory } from '@lastcall/history'
import type { Dialer } from './state'
import { reconsider, survey } from './survey'
import { fact, given, incarnation, recipientsOf, retry } from './survey.fixture'
import { spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

/** The only recipient has an open call, and the survey knows that nobody is left. */
const calling = (): Dialer => {
  const dialer = given(1)
  const grant = CallsAuthorized({
    ...{ at: timestamp(start), outreach: spring, incarnation, permitMs: 1_000 },
    ...{ callsSeen: [], suppressionSeen: null, calls: [[0, 1, hex(1) as never, 0]] },
  })
  const history = evolveHistory(dialer.history, grant, revision(2))
  const [next, asked] = survey({ ...dialer, history }, spring, clock(0, 0))
  expect(asked).toEqual({ callable: false, exhausted: true })
  return next
}
const told = (dialer: Dialer, ...whats: readonly number[]): Dialer => {
  const facts = whats.map((what) => fact(what, 0, 1, 10))
  for (const one of facts) evolveFact(recipientsOf(dialer), one, retry)
  return reconsider(dialer, spring, facts)
}
const [released, unresolved, optOut, busy] = [0, 1, 2, 4]

describe('given that nobody is left but an open call', () => {
  test('an end that leads to no retry changes nothing', () => {
    const before = calling()
    expect(told(before, unresolved)).toBe(before)
  })
  test('an end that leads to a retry is waited for, to the moment', () => {
    const dialer = told(calling(), busy)
    const dueMs = 10 + retry.afterMs.busy
    const callable = (ms: number) => survey(dialer, spring, clock(ms, 0))[1].callable
    expect([callable(dueMs - 100), callable(dueMs + 100)]).toEqual([false, true])
  })
  test('a release makes its recipient callable at once', () =>
    expect(survey(told(calling(), released), spring, clock(10, 0))[1].callable).toBe(true))
  test('an opt-out asks for a look from the beginning, also among other facts', () => {
    for (const facts of [[optOut], [optOut, unresolved], [unresolved, optOut]])
      expect(told(calling(), ...facts).surveys.get(spring)).toMatchObject({ earliestMs: -Infinity, seen: 0 })
  })
})
