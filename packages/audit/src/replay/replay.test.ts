/** What the replay keeps of a campaign, and how it is told: batches and attempts as they stood in the log. */
import { expect, test } from '@jest/globals'
import type { AttemptId } from '@lastcall/domain'
import {
  a,
  answered,
  attempt,
  autumn,
  b,
  c,
  ended,
  evidenceOf,
  granted,
  life,
  opening,
  optedOut,
  placed,
  rang,
  released,
  spring,
  story,
  unresolved,
  wallUs,
} from '../log.fixture'
import { lastPlacedOf } from './evidence'
import { rowsOf } from './list'
import { newestOf, noNewest, setNewest } from './newest'
import { noPlaces, placeAt, setPlace } from './places'

const attemptOf = (facts: Parameters<typeof evidenceOf>[1]) =>
  evidenceOf([...opening, granted([a])], facts).attempts.get(attempt(1))

test('batches come as they were written, with how far each had read', () => {
  const both = { ...granted([b], 5, autumn), suppressionSeen: 0 }
  const looks: (typeof both)['callsSeen'] = [
    [spring, null],
    [autumn, 2 ** 40],
  ]
  const nobody = { ...granted([]), callsSeen: [] }
  const { batches } = evidenceOf([...opening, granted([a], 3), nobody, { ...both, callsSeen: looks }])
  const common = { us: wallUs(100), incarnation: life, permitMs: 1_000 }
  expect(batches.size).toBe(3)
  expect([...batches]).toEqual([
    {
      ...common,
      at: 4,
      outreach: spring,
      calls: 1,
      factsSeen: 3,
      callsSeen: [[spring, 3]],
      suppressionSeen: null,
    },
    { ...common, at: 5, outreach: spring, calls: 0, factsSeen: -1, callsSeen: [], suppressionSeen: null },
    {
      ...common,
      at: 6,
      outreach: autumn,
      calls: 1,
      factsSeen: 2 ** 40,
      callsSeen: looks,
      suppressionSeen: 0,
    },
  ])
})

test('an attempt is told with all that was said of it, and the one before it', () => {
  const { attempts } = evidenceOf(story.own, story.facts)
  const before = attempts.get(attempt(1))
  expect(attempts.get(attempt(3))).toEqual({
    ...{ row: 2, attempt: attempt(3), outreach: spring, recipient: 0, n: 2, offset: 0, incarnation: life },
    ...{
      permitMs: 1_000,
      granted: { at: 5, us: wallUs(100) },
      callsSeen: 2,
      previous: before,
      firstFactAt: 3,
    },
    placed: { at: 3, us: wallUs(700), incarnation: life, pass: 3, permitAgeUs: 900 },
    ...{ again: [], rang: null, answered: null, released: null },
    ended: {
      at: 6,
      us: wallUs(1_700),
      disposition: 'no-answer',
      status: '',
      cause: '',
      ringMs: 1,
      talkMs: 1,
    },
    unresolved: { at: 5, us: wallUs(1_600) },
  })
  expect(before?.previous).toBeNull()
})

test('the first fact of an attempt is the one that came first, of whatever kind', () => {
  const firsts = [
    ...[[], [placed(a, 1)], [rang(a)], [optedOut(a)], [answered(a)], [ended(a, 'busy')], [released(a)]],
    ...[[unresolved(a)], [optedOut(b), placed(a, 1)], [optedOut(a), rang(a), placed(a, 1)]],
    ...[
      [placed(a, 1), rang(a)],
      [placed(b, 1), rang(a), placed(a, 1), ended(a, 'busy')],
    ],
  ].map((facts) => attemptOf(facts)?.firstFactAt)
  expect(firsts).toEqual([-1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1])
})

test('a release is told with its proof', () =>
  expect(attemptOf([released(a, 'carrier-absent')])?.released).toEqual({
    ...{ at: 0, us: wallUs(500), proof: 'carrier-absent' },
  }))

test('attempts are found by their ids, and what is no id is nobody’s', () => {
  const { attempts } = evidenceOf([...opening, granted([a, b])])
  const strange = ['', 'x', attempt(1).toUpperCase(), `${attempt(1)}0`, attempt(1).slice(1), attempt(3)]
  expect(attempts.size).toBe(2)
  expect([...attempts].map(({ attempt: id }) => id)).toEqual([attempt(1), attempt(2)])
  expect(attempts.has(attempt(2))).toBe(true)
  for (const id of strange as AttemptId[]) {
    expect(attempts.get(id)).toBeUndefined()
    expect(attempts.has(id)).toBe(false)
  }
})

test('an id that is authorized again stays with the first one', () => {
  const { attempts } = evidenceOf([...opening, granted([a]), granted([[1, 1, 1]])])
  expect(attempts.get(attempt(1))?.recipient).toBe(0)
  expect([...attempts].map(({ recipient }) => recipient)).toEqual([0, 1])
})

test('the call that was placed last', () => {
  const lastOf = (facts: Parameters<typeof evidenceOf>[1]) => {
    const of = evidenceOf([...opening, granted([a, b]), granted([c])], facts).outreaches.get(spring)
    return of === undefined ? undefined : (lastPlacedOf(of)?.attempt ?? null)
  }
  expect(lastOf([])).toBeNull()
  expect(lastOf([placed(b, 1), placed(a, 2), placed(b, 3)])).toBe(attempt(1))
})

test('places: a row for each number, near and far', () => {
  const places = noPlaces()
  const numbers = [0, 255, 256, 2 ** 31, 2 ** 40, 2 ** 53 - 1]
  for (const [row, number] of numbers.entries()) setPlace(places, number, row)
  expect(numbers.map((number) => placeAt(places, number))).toEqual([0, 1, 2, 3, 4, 5])
  expect([1, 254, 257, 2 ** 32].map((number) => placeAt(places, number))).toEqual([-1, -1, -1, -1])
})

test('newest: the newest row of each recipient, and the first ones in order', () => {
  const newest = noNewest()
  for (const [recipient, row] of [
    [7, 0],
    [3, 1],
    [7, 2],
    [300, 3],
    [7, 4],
  ] as const)
    setNewest(newest, recipient, row)
  expect([3, 7, 300, 4].map((recipient) => newestOf(newest, recipient))).toEqual([1, 4, 3, -1])
  expect([...rowsOf(newest.firsts)]).toEqual([0, 1, 3])
})
