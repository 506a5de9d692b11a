/** The network's record against the log: what agrees, what only one side may know, and what must not be. */
import type { NetworkRecord } from '@lastcall/carrier'
import {
  a,
  attempt,
  b,
  ended,
  evidenceOf,
  granted,
  opening,
  placed,
  quiesced,
  rang,
  released,
  stopped,
  unresolved,
  wallUs,
} from '../log.fixture'
import { agreeWithNetwork } from './index'

type Saw = readonly [NetworkRecord['saw'], number, string?]

/** Each line one millisecond after the other, from the given one on. */
const lines = (saw: readonly Saw[], fromMs = 200): readonly NetworkRecord[] =>
  saw.map(([what, k, disposition], i) => ({
    ...{ seq: i + 1, atUs: wallUs(fromMs + i), monotonicUs: i, attempt: attempt(k), saw: what },
    ...(disposition === undefined ? {} : { disposition }),
  }))

const own = [...opening, granted([a, b])]
const held = (facts: Parameters<typeof evidenceOf>[1], saw: readonly Saw[]) =>
  agreeWithNetwork(evidenceOf(own, facts), lines(saw), { travelMs: 500 })
const says = (...of: Parameters<typeof held>) => held(...of).verdict.violations.map((v) => v.says)

test('both tell the same story', () =>
  expect(
    held(
      [placed(a, 1), rang(a), ended(a, 'busy'), released(b)],
      [
        ['originate', 1],
        ['ringing', 1],
        ['ended', 1, 'busy'],
      ],
    ),
  ).toMatchObject({
    verdict: { verdict: 'holds', checked: 1 },
    placedNotSeen: [],
    seenNotPlaced: [],
    refusedByPromise: [],
  }))

test('an originate that nobody authorized', () =>
  expect(says([], [['originate', 9]])).toEqual([expect.stringContaining('never authorized')]))

test('a second originate, also when the network refused it', () =>
  expect(
    says(
      [placed(a, 1)],
      [
        ['originate', 1],
        ['originate', 1],
        ['refused', 1],
      ],
    ),
  ).toEqual([expect.stringContaining('second originate')]))

test('an originate of a released attempt', () =>
  expect(says([released(a)], [['originate', 1]])).toEqual([expect.stringContaining('released (own-gate)')]))

test('an originate that comes after the promise of absence and is kept out by it is listed, not held against', () => {
  const saw: readonly Saw[] = [
    ['absence promised', 1],
    ['originate', 1],
    ['refused', 1, 'rejected'],
  ]
  const { verdict, refusedByPromise, seenNotPlaced } = held([released(a, 'carrier-absent')], saw)
  expect([verdict.verdict, refusedByPromise, seenNotPlaced]).toEqual(['holds', [attempt(1)], []])
})

test('a promise of absence that the network did not keep', () =>
  expect(
    says(
      [released(a, 'carrier-absent')],
      [
        ['absence promised', 1],
        ['originate', 1],
        ['ringing', 1],
      ],
    ),
  ).toHaveLength(1))

test('a call that rang in the log and that the network never saw', () =>
  expect(says([placed(a, 1), rang(a)], [])).toEqual([expect.stringContaining('never saw')]))

test.each([
  ['unresolved', [unresolved(a)]],
  ['a carrier fault', [ended(a, 'carrier-fault')]],
  ['nothing yet', []],
])('placed and not seen, with %s: listed apart', (_, more) =>
  expect(held([placed(a, 1), ...more], [])).toMatchObject({
    verdict: { violations: [] },
    placedNotSeen: [attempt(1)],
  }),
)

test('seen and not placed: the process died between gate and fact', () =>
  expect(held([unresolved(a)], [['originate', 1]])).toMatchObject({
    verdict: { violations: [] },
    seenNotPlaced: [attempt(1)],
  }))

test('two dispositions of one call', () =>
  expect(
    says(
      [placed(a, 1), ended(a, 'busy')],
      [
        ['originate', 1],
        ['ended', 1, 'answered'],
      ],
    ),
  ).toEqual([expect.stringContaining('busy in the log and answered at the network')]))

test('attempts of other campaigns in the same record are left out, and counted', () => {
  const terms = { travelMs: 0, elsewhere: (id: string) => id === attempt(9) }
  const { verdict, elsewhere } = agreeWithNetwork(evidenceOf(own), lines([['originate', 9]]), terms)
  expect([verdict.violations, elsewhere]).toEqual([[], 1])
})

test('the time from the stop to the last originate that the network saw', () => {
  const log = [...own, stopped(1_000), quiesced({ stop: 5, callsSeen: null, last: null, open: [1, 2] })]
  const at = (ms: number) =>
    agreeWithNetwork(evidenceOf(log, [placed(a, 1)]), lines([['originate', 1]], ms), { travelMs: 500 })
  expect(at(900).stops).toMatchObject([{ afterStopMs: -100, lastOriginate: attempt(1), allowedMs: 1_500 }])
  expect(at(2_500).verdict.violations).toEqual([])
  expect(at(2_501).verdict.violations).toEqual([
    {
      at: expect.stringMatching(/@5$/) as string,
      says: expect.stringContaining('1501 ms') as string,
    },
  ])
})

test('a stop without any originate has nothing to measure', () =>
  expect(agreeWithNetwork(evidenceOf([...opening, stopped()]), [], { travelMs: 500 }).stops).toMatchObject([
    { lastOriginate: null, afterStopMs: null },
  ]))
