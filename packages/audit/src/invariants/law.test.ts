/** G6 against logs that break the law, each in one way. */
import { describe, expect, test } from '@jest/globals'
import {
  a,
  autumn,
  b,
  c,
  created,
  ended,
  evidenceOf,
  granted,
  opening,
  optedOut,
  released,
  scheduled,
  started,
  story,
  unresolved,
} from '../log.fixture'
import { law } from './index'

type Log = Parameters<typeof evidenceOf>
const says = (...log: Log): readonly string[] => law(evidenceOf(...log)).violations.map((f) => f.says)

const settled = (over: Partial<typeof created>): Log[0] => [{ ...created, ...over }, ...opening.slice(1)]
const retried = (maxAttempts: number): Log[0] => settled({ retry: { maxAttempts, afterMs: { busy: 0 } } })

describe('G6: the cap of attempts', () => {
  const twice: Log[0] = [granted([a]), granted([c], 0)]

  test('a second attempt under a cap of one', () =>
    expect(says([...retried(1), ...twice], [ended(a, 'busy')])).toEqual([
      'recipient 0 authorized as 2 beyond the cap of 1 attempts',
    ]))

  test('is kept at the cap', () => expect(says([...retried(2), ...twice], [ended(a, 'busy')])).toEqual([]))

  test('a released call does not count', () =>
    expect(says([...retried(1), ...twice], [released(a)])).toEqual([]))

  test('a release that was not known yet does', () =>
    expect(says([...retried(1), granted([a]), granted([c])], [released(a)])).toHaveLength(1))
})

describe('G6: final outcomes', () => {
  const again: Log[0] = [...opening, granted([a]), granted([c], 0)]

  test.each(['answered', 'voicemail', 'invalid-number', 'unwanted', 'no-answer'] as const)(
    'called again after %s, which the settings do not name',
    (disposition) =>
      expect(says(again, [ended(a, disposition)])).toEqual([
        `recipient 0 authorized as 2 after ${disposition}, which is never tried again`,
      ]),
  )

  test('called again after nobody knew what became of the first', () =>
    expect(says(again, [unresolved(a)])).toEqual([
      'recipient 0 authorized as 2 after unresolved, which is never tried again',
    ]))

  test('a gate that came back and says that it never left counts more than who could not find out', () =>
    expect(says([...opening, granted([a]), granted([c], 1)], [unresolved(a), released(a)])).toEqual([]))

  test('an end that replaced the unresolved counts', () =>
    expect(says([...opening, granted([a]), granted([c], 1)], [unresolved(a), ended(a, 'busy')])).toEqual([]))

  test('called after an opt-out that was known', () =>
    expect(says([...opening, granted([a]), granted([c], 1)], [ended(a, 'busy'), optedOut(a)])).toEqual([
      'recipient 0 authorized as 2 after they asked not to be called, fact 1',
    ]))

  test('an opt-out still on its way counts from when it is seen', () =>
    expect(says([...opening, granted([a]), granted([c], 0)], [ended(a, 'busy'), optedOut(a)])).toEqual([]))
})

describe('G6: channels', () => {
  const narrow = (channels: number): Log[0] => settled({ pacing: { callsPerSecond: 1, channels } })

  test('two at once where one is allowed', () =>
    expect(says([...narrow(1), granted([a, b])])).toEqual(['2 calls open with these, 1 are allowed']))

  test('one after the other is allowed', () =>
    expect(says([...narrow(1), granted([a]), granted([b], 0)], [ended(a, 'busy')])).toEqual([]))

  test('one after the other, the end of the first not known yet', () =>
    expect(says([...narrow(1), granted([a]), granted([b])], [ended(a, 'busy')])).toEqual([
      '2 calls open with these, 1 are allowed',
    ]))

  const other: Log[0] = [scheduled(autumn), started(autumn)]

  test('open calls of other outreaches of the campaign count', () =>
    expect(says([...narrow(1), ...other, granted([a]), granted([b], null, autumn)])).toHaveLength(1))

  test('an outreach that is not named had nothing open', () =>
    expect(
      says([...narrow(1), ...other, granted([a]), granted([b], null, autumn)], [ended(a, 'busy')]),
    ).toEqual([]))
})

describe('G6: calling hours', () => {
  // The story is told at noon UTC, the offset is 0.
  const open = (opensMin: number, closesMin: number): Log[0] => settled({ hours: { opensMin, closesMin } })

  test('authorized before the window opens, and at its end', () => {
    expect(says([...open(721, 1440), granted([a])])).toEqual([
      expect.stringMatching(/^recipient 0 .* authorized at 12:00 of their day/),
    ])
    expect(says([...open(0, 720), granted([a])])).toHaveLength(1)
    expect(says([...open(720, 721), granted([a])])).toEqual([])
  })

  test('the offset that the authorization names counts', () => {
    const east = { ...granted([a]), calls: [[0, 1, granted([a]).calls[0]?.[2] ?? '', 600]] }
    expect(says([...open(0, 1260), east])).toEqual([expect.stringMatching(/at 22:00 of their day/)])
  })
})

describe('G6: what the log cannot tell', () => {
  test('numbers are not in an authorization: with suppressions in the log, calls are counted as not checkable', () => {
    const evidence = evidenceOf(story.own, story.facts)
    evidence.suppressions = 2
    expect(law(evidence)).toMatchObject({ verdict: 'open', violations: [] })
    expect(law(evidence).open).toEqual([
      {
        at: 'suppression',
        says: '3 authorizations not checkable against suppression: the log names no numbers',
      },
    ])
  })

  test('a revision of facts or suppressions that does not exist is a violation', () => {
    expect(says([...opening, granted([a], 7)])).toEqual([expect.stringMatching(/^names fact 7 .* not exist/)])
    expect(says([...opening, { ...granted([a]), suppressionSeen: 0 }])).toEqual([
      'names suppression 0, which does not exist',
    ])
  })

  test('without settings nobody may be called', () =>
    expect(says([...opening.slice(1), granted([a])])).toHaveLength(1))

  test('no authorization, nothing to check', () => {
    expect(law(evidenceOf([]))).toMatchObject({ verdict: 'holds', checked: 0 })
  })
})
