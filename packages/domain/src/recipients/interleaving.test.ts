/** Law 5: two streams, one state, whatever the order in which they are read. */
import * as fc from 'fast-check'
import type { CallFact } from '../calls/event'
import { classIndex } from './class'
import { attempts, isOpen } from './code'
import { copy, recount } from './recipients'
import type { Grant } from './story.fixture'
import { foldAll, merge, story } from './story.fixture'
import type { Recipients } from './recipients'

const seen = (of: Recipients) => ({
  ...of,
  open: of.open.values().toSorted((a, b) => a.recipient - b.recipient),
})

const everyInterleaving = <T>(one: readonly T[], other: readonly T[]): readonly (readonly T[])[] => {
  const [a, ...as] = one
  const [b, ...bs] = other
  if (a === undefined) return [other]
  if (b === undefined) return [one]
  return [
    ...everyInterleaving(as, other).map((rest) => [a, ...rest]),
    ...everyInterleaving(one, bs).map((rest) => [b, ...rest]),
  ]
}

test('law 5: any interleaving of grants and facts folds to the same state', () =>
  fc.assert(
    fc.property(story, fc.array(fc.nat(1), { maxLength: 60 }), ({ grants, facts }, picks) => {
      const interleaved = merge<Grant | CallFact>([grants, facts], picks)
      expect(seen(foldAll(interleaved))).toEqual(seen(foldAll([...facts, ...grants])))
      expect(seen(foldAll(interleaved))).toEqual(seen(foldAll([...grants, ...facts])))
    }),
    { numRuns: 500 },
  ))

test('law 5: every interleaving of the first events of a story', () =>
  fc.assert(
    fc.property(story, ({ grants, facts }) => {
      const [g, f] = [grants.slice(0, 5), facts.slice(0, 5)]
      const expected = seen(foldAll([...g, ...f]))
      for (const order of everyInterleaving<Grant | CallFact>(g, f)) {
        expect(seen(foldAll(order))).toEqual(expected)
      }
    }),
    { numRuns: 15 },
  ))

test('the running counts are what counting anew gives, after every event', () =>
  fc.assert(
    fc.property(story, fc.array(fc.nat(1), { maxLength: 60 }), ({ grants, facts }, picks) => {
      const order = merge<Grant | CallFact>([grants, facts], picks)
      for (let k = 0; k <= order.length; k += 1) {
        const at = foldAll(order.slice(0, k))
        expect(at.counts).toEqual(recount(at))
        expect(at.counts.reduce((sum, count) => sum + count, 0)).toBe(at.size)
      }
    }),
    { numRuns: 50 },
  ))

test('a legal story has no violation, and open is what has no terminal fact', () =>
  fc.assert(
    fc.property(story, ({ grants, facts }) => {
      const at = foldAll([...grants, ...facts])
      expect(at.violation).toBeNull()
      at.codes.forEach((code, recipient) => expect(at.open.get(recipient) !== undefined).toBe(isOpen(code)))
    }),
  ))

test('the last call is the last one that the facts tell of, also when an append stands twice', () =>
  fc.assert(
    fc.property(story, ({ grants, facts }) => {
      const placed = facts.filter((fact, k) => fact.type === 'CallPlaced' && facts.indexOf(fact) === k)
      expect(foldAll([...grants, ...facts]).lastPlaced).toBe(placed.at(-1)?.attempt ?? null)
    }),
  ))

test('a copy has another owner', () =>
  fc.assert(
    fc.property(story, ({ grants, facts }) => {
      const original = foldAll(grants)
      const before = seen(copy(original))
      const other = copy(original)
      other.codes.fill(0)
      other.due.fill(1)
      other.counts.fill(0)
      other.open.close(0)
      expect(seen(original)).toEqual(before)
      expect(facts.length).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 20 },
  ))

test('facts of recipients that are not there are a violation and change nothing', () =>
  fc.assert(
    fc.property(story, ({ grants }) => {
      const strange = grants.map((grant) => ({
        ...grant,
        calls: grant.calls.map(([r, n, id, offset]): (typeof grant.calls)[number] => [
          r + 100,
          n,
          id,
          offset,
        ]),
      }))
      const at = foldAll(strange)
      expect(at.violation).toMatch(/not in this outreach/)
      expect([...at.codes].map((code) => classIndex(code, attempts(code)))).toEqual([0, 0, 0, 0])
    }),
    { numRuns: 10 },
  ))
