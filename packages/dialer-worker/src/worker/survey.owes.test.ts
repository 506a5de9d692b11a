/** What a claimant owes, outreach by outreach: somebody to call, something to tidy up, or nothing. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent, OutreachId } from '@lastcall/domain'
import {
  CallsAuthorized,
  evolveFact,
  OutreachCompleted,
  OutreachQuiesced,
  OutreachStarted,
  timestamp,
} from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory, historyOf } from '@lastcall/history'
import type { Dialer } from './state'
import { dialerOf } from './state'
import { owes } from './survey'
import { fact, incarnation, recipientsOf, retry } from './survey.fixture'
import { autumn, created, scheduled, spring, stopped } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

const at = timestamp(start)
const begun = (outreach: OutreachId) => OutreachStarted({ at, outreach, incarnation })
const called = (outreach: OutreachId) =>
  CallsAuthorized({
    ...{ at, outreach, incarnation, permitMs: 1_000, callsSeen: [], suppressionSeen: null },
    calls: [[0, 1, hex(1) as never, 0]],
  })
const quiet = OutreachQuiesced({
  ...{ at, by: { incarnation }, outreach: spring, stop: revision(4), callsSeen: null },
  ...{ waitedMs: 0, last: null, open: [] },
})
const completed = OutreachCompleted({ at, outreach: spring, incarnation, callsSeen: null })

const given = (...events: readonly CampaignEvent[]): Dialer => {
  let history = historyOf(hex(0xca) as never, null)
  for (const [k, event] of [created({ retry }), ...events].entries())
    history = evolveHistory(history, event, revision(k))
  return dialerOf(history, clock(0, 0))
}
const debt = (dialer: Dialer, ms = 0) => owes(dialer, clock(ms, 0))[1]
/** The call of its only recipient has ended: busy, to be tried again after five seconds, or answered. */
const ended = (how: 'busy' | 'answered', dialer: Dialer, outreach = spring): Dialer => {
  evolveFact(recipientsOf(dialer, outreach), fact(how === 'busy' ? 4 : 3, 0, 1, 0), retry)
  return dialer
}

describe('an outreach that is scheduled', () => {
  const dialer = given(scheduled(spring, 1, 60_000))
  test('owes nothing before its time', () => expect(debt(dialer, 59_999)).toBe('nothing'))
  test('owes calls from its time on', () => expect(debt(dialer, 60_000)).toBe('calling'))
})

describe('an outreach in progress', () => {
  const inProgress = [scheduled(spring, 1), begun(spring)]
  test('owes calls while somebody can be called', () => expect(debt(given(...inProgress))).toBe('calling'))
  test('owes that its last call is followed', () =>
    expect(debt(given(...inProgress, called(spring)))).toBe('tidying'))
  test('owes nothing while somebody waits for a retry, and calls when that is due', () => {
    const waiting = ended('busy', given(...inProgress, called(spring)))
    expect([debt(waiting), debt(waiting, 5_000)]).toEqual(['nothing', 'calling'])
  })
  test('owes that an open call is followed while others wait for a retry', () => {
    const two = [scheduled(spring, 2), begun(spring), called(spring)]
    const second = CallsAuthorized({ ...called(spring), calls: [[1, 1, hex(2) as never, 0]] })
    expect(debt(ended('busy', given(...two, second)))).toBe('tidying')
  })
  test('owes its completion when everybody was called', () =>
    expect(debt(ended('answered', given(...inProgress, called(spring))))).toBe('tidying'))
})

describe('an outreach that has ended', () => {
  const calling = [scheduled(spring, 1), begun(spring), called(spring)]
  test('stopped: owes that its quiet is said', () =>
    expect(debt(given(scheduled(spring, 1), stopped()))).toBe('tidying'))
  test('stopped and quiet: owes that what was open is followed', () =>
    expect(debt(given(...calling, stopped(), quiet))).toBe('tidying'))
  test('stopped and quiet, and every call over: owes nothing', () =>
    expect(debt(ended('busy', given(...calling, stopped(), quiet)))).toBe('nothing'))
  test('completed: owes nothing', () =>
    expect(debt(ended('answered', given(...calling, completed)))).toBe('nothing'))
})

test('what one outreach owes is owed, whatever comes behind it', () => {
  const behind = scheduled(autumn, 1, 60_000)
  expect(debt(given(scheduled(spring, 1), stopped(), behind))).toBe('tidying')
  expect(debt(given(behind, scheduled(spring, 1), stopped()))).toBe('tidying')
  expect(debt(given(scheduled(spring, 1), stopped(), behind), 60_000)).toBe('calling')
})
