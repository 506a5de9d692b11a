/** How far each promise reaches: what another one judges, or what nobody could know yet, is not held against anybody. */
import { describe, expect, test } from '@jest/globals'
import {
  a,
  autumn,
  b,
  c,
  created,
  deleted,
  ended,
  evidenceOf,
  granted,
  opening,
  otherLife,
  placed,
  quiesced,
  scheduled,
  started,
  stopped,
  time as wall,
  unresolved,
} from '../log.fixture'
import { account, count, law, order, outcome, time } from './index'

const own = [...opening, granted([a, b])]
const stoppedAt5 = [...own, stopped()]
const nothing = { verdict: 'holds', violations: [], open: [] }

describe('G1', () => {
  test('an authorization before the deletion, in the same stream, is as it should be', () =>
    expect(order(evidenceOf([...own, deleted()]))).toMatchObject(nothing))
})

describe('G2', () => {
  test('a fact without an authorization is G5’s matter, if it is not an originate', () =>
    expect(count(evidenceOf([...opening, granted([a])], [ended(b, 'busy')])).violations).toEqual([]))
})

describe('G3', () => {
  const quiet = (callsSeen: number) =>
    evidenceOf(
      [...stoppedAt5, quiesced({ stop: 5, callsSeen, last: 2, open: [] })],
      [placed(a, 1), placed(b, 2)],
    )

  test('a call that was placed before the quiet and is missing in it is G4’s matter', () => {
    expect(time(quiet(1))).toMatchObject(nothing)
    expect(account(quiet(1)).violations).toHaveLength(2)
  })

  test('each call behind the revision that the quiet names, and no other, left too late', () =>
    expect(time(quiet(0)).violations.map(({ at }) => at)).toEqual([expect.stringMatching(/^calls-.*@1$/)]))
})

describe('G4', () => {
  const accounts =
    (callsSeen: number | null, last: number | null, open: readonly number[]) =>
    (facts: Parameters<typeof evidenceOf>[1], before = stoppedAt5, stop = 5) =>
      account(evidenceOf([...before, quiesced({ stop, callsSeen, last, open })], facts)).violations

  test('where nothing was placed, nothing is the last call', () =>
    expect(accounts(null, null, [1, 2])([])).toEqual([]))

  test('a call placed behind the revision that the quiet names need not be the last', () =>
    expect(accounts(0, 1, [1, 2])([placed(a, 1), placed(b, 2)])).toEqual([]))

  test('a call whose end stood before its CallPlaced is the last one where no other was placed', () =>
    expect(accounts(1, 1, [2])([ended(a, 'busy'), placed(a, 1)])).toEqual([]))

  test('nor is any needed where the only CallPlaced came after the call’s end: it was no news', () =>
    expect(accounts(1, null, [2])([ended(a, 'busy'), placed(a, 1)])).toEqual([]))

  test('an older call is not the last one, though it is listed as open', () =>
    expect(accounts(1, 1, [1, 2])([placed(a, 1), placed(b, 2)])).toHaveLength(1))

  test('a call that nobody has heard of is not the last one unless it is listed as open', () =>
    expect(accounts(1, 3, [2])([placed(a, 1), ended(a, 'busy')])).toHaveLength(1))

  test('an attempt that was authorized behind the quiet is G1’s matter', () => {
    const evidence = evidenceOf([
      ...opening,
      granted([a]),
      stopped(),
      quiesced({ stop: 5, callsSeen: null, last: null, open: [1] }),
      granted([b]),
    ])
    expect(account(evidence).violations).toEqual([])
    expect(order(evidence).violations).toHaveLength(1)
  })

  test('a stop and then the deletion: the quiet may name either', () => {
    const both = [...stoppedAt5, deleted()]
    expect(accounts(null, null, [1, 2])([], both, 5)).toEqual([])
    expect(accounts(null, null, [1, 2])([], both, 6)).toEqual([])
    expect(accounts(null, null, [1, 2])([], both, 4)).toHaveLength(1)
  })
})

describe('G5', () => {
  test('a call that left a strange gate is G2’s matter: its authorization is there', () =>
    expect(
      outcome(
        evidenceOf([...opening, granted([a])], [placed(a, 1, { incarnation: otherLife }), ended(a, 'busy')]),
      ),
    ).toMatchObject(nothing))
})

describe('G6', () => {
  const settled = (over: Partial<typeof created>) => [{ ...created, ...over }, ...opening.slice(1)]

  test('a final outcome that was not known yet forbids nothing; that it was open is G2’s matter', () => {
    const evidence = evidenceOf([...opening, granted([a]), granted([c])], [ended(a, 'answered')])
    expect(law(evidence).violations).toEqual([])
    expect(count(evidence).violations).toHaveLength(1)
    expect(law(evidenceOf([...opening, granted([a]), granted([c])], [unresolved(a)])).violations).toEqual([])
  })

  test('who is called a second time under the number 1 is called beyond a cap of one', () =>
    expect(
      law(
        evidenceOf(
          [
            ...settled({ retry: { maxAttempts: 1, afterMs: { busy: 0 } } }),
            granted([a]),
            granted([[0, 1, 3]], 0),
          ],
          [ended(a, 'busy')],
        ),
      ).violations,
    ).toHaveLength(1))

  test('minutes of the day are told as people read them', () => {
    const morning = { ...granted([a]), at: wall(-3 * 3_600_000 + 5 * 60_000) }
    const { violations } = law(
      evidenceOf([...settled({ hours: { opensMin: 720, closesMin: 1440 } }), morning]),
    )
    expect(violations.map(({ says }) => says)).toEqual([expect.stringMatching(/ at 09:05 of their day/)])
  })

  test('suppressions: one that exists may be named; unread, nothing is held against it, and that is said', () => {
    const naming = { ...granted([a]), suppressionSeen: 1 }
    const evidence = evidenceOf([...opening, naming])
    const saying = (suppressions: number | null) => {
      evidence.suppressions = suppressions
      const { verdict, violations, open } = law(evidence)
      return [verdict, violations.map(({ says }) => says), open.map(({ says }) => says)]
    }
    const unread = '1 authorizations not checkable against suppression: the suppression stream was not read'
    const numbers = '1 authorizations not checkable against suppression: the log names no numbers'
    expect(saying(2)).toEqual(['open', [], [numbers]])
    expect(saying(1)).toEqual(['violated', ['names suppression 1, which does not exist'], [numbers]])
    expect(saying(null)).toEqual(['open', [], [unread]])
  })

  test('where nobody was called there is nothing that suppressions could tell', () => {
    const evidence = evidenceOf(opening)
    evidence.suppressions = 2
    expect(law(evidence)).toMatchObject({ promise: 'G6', checked: 0, ...nothing })
  })

  test('a campaign without settings is judged under the same name', () =>
    expect(law(evidenceOf([scheduled(autumn), started(autumn)]))).toMatchObject({
      promise: 'G6',
      ...nothing,
    }))
})
