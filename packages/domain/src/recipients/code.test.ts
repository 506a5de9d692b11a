/** The packed code against the step that it packs, and its fields against each other. */
import * as fc from 'fast-check'
import {
  apply,
  attempts,
  authorize,
  authorized,
  closed,
  fresh,
  isOpen,
  optOut,
  optedOut,
  releasedCount,
  resultOf,
  situation,
  violates,
} from './code'
import type { FactKind, Relation } from './situation'
import { factKinds, outcomes, relations, stages, step } from './situation'
import { factIndex, lookUp, situationAt, situationCount, situationIndex } from './table'
import { recipientClasses } from './class'
import { classIndex } from './class'

/** A recipient whose closed n is 2 and who is in the situation. */
const codeIn = (index: number): number => (authorize(fresh, 3) | (2 << 8) | (1 << 16) | (index << 24)) >>> 0

const nOf: Record<Relation, number> = { older: 1, same: 2, newer: 3 }

const cases = factKinds.flatMap((fact) => relations.map((relation) => [fact, relation] as const))

test('a situation has one index and fits into six bits', () => {
  expect(situationCount).toBe(outcomes.length * stages.length)
  expect(situationCount).toBeLessThanOrEqual(64)
  for (let s = 0; s < situationCount; s += 1) expect(situationIndex(situationAt(s))).toBe(s)
})

test.each(cases)('packed and unpacked step agree: %s, %s', (fact: FactKind, relation: Relation) => {
  for (let s = 0; s < situationCount; s += 1) {
    const plain = step(situationAt(s), fact, relation)
    const before = codeIn(s)
    const result = resultOf(before, factIndex(fact), nOf[relation])
    const now = apply(before, result, nOf[relation])
    expect(situationAt(situation(now))).toEqual(plain.next)
    expect(closed(now)).toBe(plain.closes ? nOf[relation] : 2)
    expect(releasedCount(now)).toBe(1 + plain.released)
    expect(authorized(now)).toBe(3)
    expect(violates(result)).toBe(plain.violation)
    expect(optedOut(now)).toBe(false)
  }
})

test('the lookup has an answer for every situation, fact and relation', () => {
  for (let s = 0; s < situationCount; s += 1)
    for (let f = 0; f < factKinds.length; f += 1)
      for (let r = 0; r < relations.length; r += 1) expect(lookUp(s, f, r)).toEqual(expect.any(Number))
})

const stepped = (code: number, fact: number, n: number): number => apply(code, resultOf(code, fact, n), n)

const anything = fc.array(
  fc.oneof(
    fc.record({ grant: fc.integer({ min: 1, max: 255 }) }),
    fc.record({
      fact: fc.integer({ min: 0, max: factKinds.length - 1 }),
      n: fc.integer({ min: 1, max: 255 }),
    }),
    fc.constant('opt out' as const),
  ),
)

const after = (story: typeof anything extends fc.Arbitrary<infer T> ? T : never): number => {
  let code = fresh
  for (const item of story) {
    if (item === 'opt out') code = optOut(code)
    else code = 'grant' in item ? authorize(code, item.grant) : stepped(code, item.fact, item.n)
  }
  return code
}

test('whatever is folded, the fields stay in range and every recipient has a class', () =>
  fc.assert(
    fc.property(anything, (story) => {
      const code = after(story)
      expect(situation(code)).toBeLessThan(situationCount)
      expect(recipientClasses[classIndex(code, attempts(code))]).toBeDefined()
      expect(isOpen(code)).toBe(authorized(code) > closed(code))
    }),
  ))

test('grants and facts do not touch each other, nor the opt-out', () =>
  fc.assert(
    fc.property(
      anything,
      fc.integer({ min: 1, max: 255 }),
      fc.nat(factKinds.length - 1),
      (story, n, fact) => {
        const code = after(story)
        expect(stepped(authorize(code, n), fact, n)).toBe(authorize(stepped(code, fact, n), n))
        expect(stepped(optOut(code), fact, n)).toBe(optOut(stepped(code, fact, n)))
        expect(authorize(optOut(code), n)).toBe(optOut(authorize(code, n)))
      },
    ),
  ))
