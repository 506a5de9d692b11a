/** Each promise against a log that keeps it, and against logs that break it. */
import type { Verdict } from '../verdict'
import type { spring } from '../log.fixture'
import {
  a,
  answered,
  attempt,
  autumn,
  b,
  c,
  deleted,
  ended,
  evidenceOf,
  granted,
  opening,
  otherLife,
  placed,
  quiesced,
  rang,
  released,
  scheduled,
  started,
  stopped,
  story,
  time,
  unresolved,
} from '../log.fixture'
import { account, count, judge, order, outcome, readable, time as inTime } from './index'

type Log = Parameters<typeof evidenceOf>
type Promise = (evidence: ReturnType<typeof evidenceOf>) => Verdict

const says = (promise: Promise, ...log: Log): readonly string[] =>
  promise(evidenceOf(...log)).violations.map(({ at, says: what }) => `${at.split('@')[1] ?? ''} ${what}`)

test('a story as it should be keeps every promise', () => {
  const verdicts = judge(evidenceOf(story.own, story.facts))
  expect(verdicts.map(({ promise, verdict, checked }) => [promise, verdict, checked])).toEqual([
    ['G1', 'holds', 2],
    ['G2', 'holds', 3],
    ['G3', 'holds', 3],
    ['G4', 'holds', 1],
    ['G5', 'holds', 3],
    ['G6', 'holds', 3],
    ['readable', 'holds', 15],
  ])
})

test('an append that stands twice breaks nothing', () =>
  expect(
    judge(evidenceOf(story.own, [...story.facts, ...story.facts])).flatMap((v) => [
      ...v.violations,
      ...v.open,
    ]),
  ).toEqual([]))

describe('G1', () => {
  test('an authorization behind the stop of its outreach', () =>
    expect(says(order, [...opening, stopped(), granted([a])])).toEqual([
      expect.stringMatching(/^5 1 calls .* behind its stop at 4/),
    ]))

  test('an authorization behind the deletion', () =>
    expect(says(order, [...opening, deleted(), granted([a])])).toEqual([
      expect.stringMatching(/behind its deletion at 4/),
    ]))

  test('a batch without calls is none the better for it', () =>
    expect(says(order, [...opening, stopped(), granted([])])).toHaveLength(1))

  test('another outreach goes on', () =>
    expect(
      says(order, [...opening, scheduled(autumn), started(autumn), stopped(), granted([a], null, autumn)]),
    ).toEqual([]))

  test('a stop of an outreach that was scheduled after the deletion counts too', () =>
    expect(says(order, [...opening, deleted(), scheduled(autumn), granted([a], null, autumn)])).toHaveLength(
      1,
    ))
})

describe('G2, grants', () => {
  test.each([
    ['the same number twice', [granted([a]), granted([[0, 1, 9]], 0)], [ended(a, 'busy')]],
    ['a number left out', [granted([a]), granted([[0, 3, 9]], 0)], [ended(a, 'busy')]],
    ['a first number that is not 1', [granted([c])], []],
    ['an attempt id used twice', [granted([a]), granted([[1, 1, 1]])], []],
    ['somebody who is not on the list', [granted([[3, 1, 1]])], []],
    ['while the earlier one is open', [granted([a]), granted([c], null)], []],
    [
      'while the earlier one was open as far as it had read',
      [granted([a]), granted([c], 0)],
      [placed(a, 1), ended(a, 'busy')],
    ],
  ])('%s', (_, own, facts) => expect(says(count, [...opening, ...own], facts)).toHaveLength(1))

  test('an outreach that nobody scheduled', () =>
    expect(says(count, [...opening, granted([a], null, autumn)])).toHaveLength(1))

  test.each([
    ['ended', ended(a, 'busy')],
    ['released', released(a)],
    ['unresolved', unresolved(a)],
  ])('the next number may follow once the fact is seen: %s', (_, fact) =>
    expect(says(count, [...opening, granted([a]), granted([c], 0)], [fact])).toEqual([]),
  )
})

describe('G2, gate', () => {
  const own = [...opening, granted([a, b])]
  test('an originate that was lost on its way: placed, and the carrier vouches that it never came', () => {
    expect(says(count, own, [placed(a, 1), released(a, 'carrier-absent')])).toEqual([])
    expect(says(count, own, [released(a, 'carrier-absent'), placed(a, 1)])).toEqual([])
  })
  test.each([
    ['two passes of one attempt', [placed(a, 1), placed(a, 2)]],
    ['one pass number for two attempts', [placed(a, 1), placed(b, 1)]],
    ['a pass through the gate of another incarnation', [placed(a, 1, { incarnation: otherLife })]],
    ['a call that was never authorized', [placed([2, 1, 9], 1)]],
    ['a call under another number', [placed([0, 2, 1], 1)]],
    ['placed beside released', [placed(a, 1), released(a)]],
    ['released beside placed', [released(a), placed(a, 1)]],
    ['released, with unresolved between', [placed(a, 1), unresolved(a), released(a)]],
    ['ended beside released', [released(a), ended(a, 'busy')]],
    ['ringing beside released', [released(a), rang(a)]],
    ['answered beside released', [released(a), answered(a)]],
    ["ringing beside the carrier's word that it never came", [released(a, 'carrier-absent'), rang(a)]],
  ])('%s', (_, facts) => expect(says(count, own, facts)).toHaveLength(1))

  test('a call placed in the stream of another outreach', () =>
    expect(says(count, [...own, scheduled(autumn)], [], [placed(a, 1)])).toHaveLength(1))

  test('two incarnations count their passes apart', () => {
    const theirs = { ...granted([b]), incarnation: otherLife }
    const facts = [placed(a, 1), placed(b, 1, { incarnation: otherLife })]
    expect(says(count, [...opening, granted([a]), theirs], facts)).toEqual([])
  })
})

describe('G3', () => {
  const own = [...opening, granted([a, b])]
  const quiet = (open: readonly number[]) => [
    ...own,
    stopped(),
    quiesced({ stop: 5, callsSeen: 0, last: 1, open }),
  ]

  test('a call that left with a dead permit', () => {
    expect(says(inTime, own, [placed(a, 1, { permitAgeUs: 1_000_001 })])).toHaveLength(1)
    expect(says(inTime, own, [placed(a, 1, { permitAgeUs: 1_000_000 })])).toEqual([])
  })

  test('a call placed after the quiet, of an attempt that was not listed', () => {
    expect(says(inTime, quiet([1]), [placed(a, 1), placed(b, 2)])).toHaveLength(1)
    expect(says(inTime, quiet([1, 2]), [placed(a, 1), placed(b, 2)])).toEqual([])
  })

  test.each([
    ['given up as unresolved', unresolved(a)],
    ['followed to its end by another', ended(a, 'voicemail')],
    ['lost on its way, and absent', released(a, 'carrier-absent')],
  ])('a call that was %s before the quiet, and whose worker woke up and told of it after', (_, fact) => {
    expect(says(inTime, quiet([2]), [fact, placed(a, 1)])).toEqual([])
    expect(says(inTime, quiet([2]), [placed(b, 2), fact, placed(a, 1)])).toHaveLength(1)
  })
})

describe('G4', () => {
  const own = [...opening, granted([a, b]), stopped()]
  const facts = [placed(a, 1), placed(b, 2), ended(a, 'busy')]
  const fine = { stop: 5, callsSeen: 2, last: 2, open: [2] }
  const saying = (quiet: Partial<typeof fine> | { last: null } | { callsSeen: null }) =>
    says(account, [...own, quiesced({ ...fine, ...quiet })], facts)

  test('an exact account', () => expect(saying({})).toEqual([]))
  test('it may list too much: facts lag', () => expect(saying({ open: [1, 2] })).toEqual([]))
  test('never too little', () => expect(saying({ open: [] })).toHaveLength(1))
  test('what closed after the revision that it names was open', () =>
    expect(saying({ callsSeen: 1, open: [2] })).toHaveLength(1))
  test('an attempt that nobody authorized', () => expect(saying({ open: [2, 9] })).toHaveLength(1))
  test('an older call than the last', () => expect(saying({ last: 1 })).toHaveLength(1))
  test('no call at all', () => expect(saying({ last: null })).toHaveLength(1))
  test('a revision that is no stop', () => expect(saying({ stop: 3 })).toHaveLength(1))

  test('a call that the log does not know yet may be the last, when it is listed', () => {
    expect(saying({ callsSeen: 0, last: 2, open: [1, 2] })).toEqual([])
    expect(says(account, [...own, quiesced({ ...fine, callsSeen: null, last: 2, open: [1, 2] })])).toEqual([])
  })

  test('a call that was told late is not what the fold calls the last, and both are right', () => {
    const late = [placed(b, 2), rang(a), placed(a, 1)]
    const quiet = (last: number) => quiesced({ ...fine, last, open: [1, 2] })
    expect(says(account, [...own, quiet(2)], late)).toEqual([])
    expect(says(account, [...own, quiet(1)], late)).toEqual([])
  })

  test('a stop that is not quiet yet is open, not broken', () =>
    expect(account(evidenceOf(own, facts))).toMatchObject({ verdict: 'open', checked: 1, violations: [] }))

  test('quiet without a stop', () =>
    expect(says(account, [...opening, granted([a, b]), quiesced(fine)], facts)).toHaveLength(1))

  test('the first quiet counts', () =>
    expect(says(account, [...own, quiesced(fine), quiesced({ ...fine, open: [] })], facts)).toEqual([]))

  test('a deletion quiesces too', () =>
    expect(says(account, [...opening, granted([a, b]), deleted(), quiesced(fine)], facts)).toEqual([]))
})

describe('G5', () => {
  const own = [...opening, granted([a])]
  test('an attempt without an outcome is not yet known', () =>
    expect(outcome(evidenceOf(own, [placed(a, 1)]))).toMatchObject({
      verdict: 'open',
      open: [
        { at: expect.stringMatching(/@4$/) as string, says: expect.stringContaining(attempt(1)) as string },
      ],
    }))

  test('a known end replaces unresolved', () => {
    expect(outcome(evidenceOf(own, [unresolved(a), ended(a, 'busy')])).verdict).toBe('holds')
    expect(outcome(evidenceOf(own, [ended(a, 'busy'), unresolved(a)])).verdict).toBe('holds')
  })

  test('two outcomes', () => expect(says(outcome, own, [ended(a, 'busy'), released(a)])).toHaveLength(1))
  test('a fact without an authorization', () =>
    expect(says(outcome, own, [ended(b, 'busy'), released(a)])).toHaveLength(1))
})

describe('readable', () => {
  const newer = { type: 'OutreachPostponed', at: time(5) }
  test('an event of a newer program is skipped, counted and said', () =>
    expect(readable(evidenceOf([...opening, newer, newer]))).toMatchObject({
      verdict: 'open',
      violations: [],
      open: [{ at: 'OutreachPostponed', says: expect.stringContaining('2 events') as string }],
    }))

  test('a damaged event is a violation, and its contents are not repeated', () => {
    const damaged = { ...stopped(), outreach: 'secret' as typeof spring }
    expect(says(readable, [...opening, damaged])).toEqual(['4 OutreachStopped is malformed'])
  })
})
