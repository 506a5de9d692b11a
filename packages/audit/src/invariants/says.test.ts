/** What an audit says of each breach: who, what and where, in one sentence that a person can follow up. */
import { describe, expect, test } from '@jest/globals'
import {
  a,
  answered,
  attempt,
  autumn,
  b,
  c,
  campaign,
  ended,
  evidenceOf,
  granted,
  life,
  opening,
  otherLife,
  placed,
  quiesced,
  rang,
  released,
  scheduled,
  spring,
  stopped,
} from '../log.fixture'
import type { Evidence } from '../replay'
import type { Finding, Verdict } from '../verdict'
import { account, count, law, outcome, time } from './index'

type Log = Parameters<typeof evidenceOf>

const stream = `campaign-${campaign}`
const facts = `calls-${spring}`
const [one, two, three] = [attempt(1), attempt(2), attempt(3)]
const own: Log[0] = [...opening, granted([a, b])]
const quiet: Log[0] = [...own, stopped()]

type Breach = readonly [what: string, promise: (evidence: Evidence) => Verdict, log: Log, says: string]

/** With the streams by their short names. */
const found = (findings: readonly Finding[]) =>
  findings.map(({ at, says }) => `${at.replace(stream, 'campaign').replace(facts, 'calls')}: ${says}`)

describe('a violation names who, what and where', () => {
  test.each<Breach>([
    [
      'a number left out',
      count,
      [[...opening, granted([a]), granted([[0, 3, 3]], 0)], [ended(a, 'busy')]],
      'campaign@5: recipient 0 authorized as 3 where 2 was next',
    ],
    [
      'an id used twice',
      count,
      [[...opening, granted([a]), granted([[1, 1, 1]])]],
      `campaign@5: attempt ${one} authorized a second time`,
    ],
    [
      'somebody who is not on the list',
      count,
      [[...opening, granted([[3, 1, 1]])]],
      `campaign@4: recipient 3 is not on the list of ${spring}`,
    ],
    [
      'authorized while the earlier one is open, before any fact was read',
      count,
      [[...opening, granted([a]), granted([c])], [ended(a, 'busy')]],
      'campaign@5: recipient 0 authorized as 2 while number 1 was open as far as no fact tells',
    ],
    [
      'authorized while the earlier one is open, as far as the first fact tells',
      count,
      [
        [...opening, granted([a]), granted([c], 0)],
        [placed(a, 1), ended(a, 'busy')],
      ],
      `campaign@5: recipient 0 authorized as 2 while number 1 was open as far as ${facts}@0 tells`,
    ],
    [
      'authorized while the earlier one is open, as far as a later fact tells',
      count,
      [
        [...opening, granted([a]), granted([c], 1)],
        [placed(a, 1), rang(a), ended(a, 'busy')],
      ],
      `campaign@5: recipient 0 authorized as 2 while number 1 was open as far as ${facts}@1 tells`,
    ],
    [
      'a second pass',
      count,
      [own, [placed(a, 1), placed(a, 2)]],
      `calls@1: attempt ${one} left the gate again, as pass 2`,
    ],
    [
      'a pass used twice',
      count,
      [own, [placed(a, 1), placed(b, 1)]],
      `calls@1: pass 1 of ${life} used for ${two} after ${one}`,
    ],
    [
      'a call that left another gate',
      count,
      [own, [placed(a, 1, { incarnation: otherLife })]],
      `calls@0: CallPlaced of ${one}, which left the gate of an incarnation that did not authorize it`,
    ],
    [
      'placed beside a release',
      count,
      [own, [released(a), placed(a, 1)]],
      `calls@1: CallPlaced of ${one} beside its CallReleased at 0`,
    ],
    [
      'ringing beside a release',
      count,
      [own, [rang(a), released(a)]],
      `calls@0: CallRinging of ${one} beside its CallReleased at 1`,
    ],
    [
      'answered beside a release',
      count,
      [own, [released(a), answered(a)]],
      `calls@1: CallAnswered of ${one} beside its CallReleased at 0`,
    ],
    [
      'ended beside a release',
      count,
      [own, [released(a), ended(a, 'busy')]],
      `calls@1: CallEnded of ${one} beside its CallReleased at 0`,
    ],
    [
      'a permit that had ended',
      time,
      [own, [placed(a, 1, { permitAgeUs: 1_000_001 })]],
      `calls@0: attempt ${one} left the gate 1000001 us after its permit began, which lives 1000 ms`,
    ],
    [
      'placed after the quiet',
      time,
      [
        [...quiet, quiesced({ stop: 5, callsSeen: 0, last: 1, open: [1] })],
        [placed(a, 1), placed(b, 2)],
      ],
      `calls@1: attempt ${two} placed after the outreach had quiesced at campaign revision 6`,
    ],
    [
      'an open attempt left out',
      account,
      [[...quiet, quiesced({ stop: 5, callsSeen: 0, last: 1, open: [1] })], [placed(a, 1)]],
      `campaign@6: open attempt ${two} is not listed`,
    ],
    [
      'an attempt that nobody authorized',
      account,
      [[...quiet, quiesced({ stop: 5, callsSeen: 0, last: 1, open: [1, 2, 3] })], [placed(a, 1)]],
      `campaign@6: attempt ${three} is listed and was never authorized`,
    ],
    [
      'quiet without a stop',
      account,
      [[...own, quiesced({ stop: 5, callsSeen: null, last: null, open: [1, 2] })]],
      'campaign@5: quiesced an outreach that was not stopped',
    ],
    [
      'quiet before the stop',
      account,
      [[...own, quiesced({ stop: 6, callsSeen: null, last: null, open: [1, 2] }), stopped()]],
      'campaign@5: quiesced an outreach that was not stopped',
    ],
    [
      'a revision that is no stop',
      account,
      [[...quiet, quiesced({ stop: 3, callsSeen: null, last: null, open: [1, 2] })]],
      'campaign@6: names revision 3 as the stop, which is none of it',
    ],
    [
      'another call than the last',
      account,
      [
        [...quiet, quiesced({ stop: 5, callsSeen: 1, last: 1, open: [1, 2] })],
        [placed(a, 1), placed(b, 2)],
      ],
      `campaign@6: names ${one} as the last call, which it is not`,
    ],
    [
      'no call, where there was one',
      account,
      [[...quiet, quiesced({ stop: 5, callsSeen: 0, last: null, open: [1, 2] })], [placed(a, 1)]],
      'campaign@6: names nothing as the last call, which it is not',
    ],
    [
      'two outcomes, told where the second one stands',
      outcome,
      [
        [...opening, granted([a])],
        [ended(a, 'busy'), released(a)],
      ],
      `calls@1: attempt ${one} both ended and was released`,
    ],
    [
      'a fact without an authorization',
      outcome,
      [
        [...opening, granted([a])],
        [released(a), ended(b, 'busy')],
      ],
      `calls@1: CallEnded of ${two}, which was never authorized`,
    ],
    [
      'a campaign without settings',
      law,
      [[...opening.slice(1), granted([a])]],
      'campaign@3: authorized without the settings of a campaign',
    ],
    [
      'facts of an outreach that the log does not know',
      law,
      [[...opening, { ...granted([a]), callsSeen: [[autumn, 0]] }]],
      `campaign@4: names fact 0 of ${autumn}, which does not exist`,
    ],
    [
      'the fact behind the newest one',
      law,
      [[...opening, granted([a], 1)], [placed(a, 1)]],
      `campaign@4: names fact 1 of ${spring}, which does not exist`,
    ],
  ])('%s', (_, promise, log, says) => expect(found(promise(evidenceOf(...log)).violations)).toEqual([says]))
})

describe('what is not known yet is told in the same way', () => {
  test('a stop without its quiet', () =>
    expect(found(account(evidenceOf(quiet)).open)).toEqual([
      `campaign@5: outreach ${spring} is stopped and has not quiesced yet`,
    ]))

  test('an outreach that nobody stopped owes no account', () =>
    expect(account(evidenceOf([...own, scheduled(autumn)]))).toMatchObject({
      verdict: 'holds',
      checked: 0,
      open: [],
    }))
})
