/** A stretch goes round the list from where it is told, as far as it may, and says how far it came. */
import { expect, test } from '@jest/globals'
import { noRecipients } from '@lastcall/domain'
import * as fc from 'fast-check'
import { dueMs, stretch } from './scan'

const retry = { maxAttempts: 3, afterMs: {} }
const base = 1_000_000

type Fate = 'now' | 'later' | 'never' | 'no'
const fates = fc.array(fc.constantFrom<Fate>('now', 'later', 'never', 'no'), { minLength: 1, maxLength: 12 })

/** Released once: callable again, at its own time; opted out: never. Bits as `code.ts` of the domain has them. */
const releasedOnce = 1 | (1 << 8) | (1 << 16)
const optedOut = 1 << 30

const listOf = (people: readonly Fate[]) => {
  const of = noRecipients(people.length, base)
  people.forEach((fate, k) => {
    if (fate === 'never') of.codes[k] = optedOut
    if (fate === 'later') [of.codes[k], of.due[k]] = [releasedOnce, 10 * (k + 1)]
  })
  return of
}

test('whoever can be called now is found in order, up to the limit; the earliest of the others is told', () =>
  fc.assert(
    fc.property(fates, fc.nat(14), fc.integer({ min: 1, max: 13 }), (people, from, limit) => {
      const of = listOf(people)
      const begin = from < people.length ? from : 0
      const order = people.map((_, k) => (begin + k) % people.length)
      const found = order.filter((k) => people[k] === 'now').slice(0, limit)
      const last = found.length === limit ? order.indexOf(found.at(-1) as number) + 1 : people.length
      const passed = order.slice(0, last)
      const part = stretch(of, retry, base, from, limit, (k) => (people[k] === 'no' ? 'no' : 'yes'))
      expect(part).toEqual({
        found,
        seen: last,
        next: (begin + last) % people.length,
        nextDueMs: Math.min(
          Infinity,
          ...passed.flatMap((k) => (people[k] === 'later' ? [dueMs(of, retry, k)] : [])),
        ),
        waits: false,
      })
    }),
  ))

test('who is due in this very millisecond is found, and not a millisecond sooner', () => {
  const of = listOf(['later'])
  const found = (wallMs: number) => stretch(of, retry, wallMs, 0, 1, () => 'yes').found
  expect([found(base + 999), found(base + 1_000)]).toEqual([[], [0]])
})

test('where somebody must be waited for it ends, with those found before', () => {
  const part = stretch(listOf(['now', 'later', 'now', 'now']), retry, base, 0, 9, (k) =>
    k === 2 ? 'wait' : 'yes',
  )
  expect(part).toEqual({ found: [0], seen: 2, next: 2, nextDueMs: base + 2_000, waits: true })
})

test('one stretch looks at twenty thousand at most', () => {
  const of = noRecipients(20_001, base)
  expect(stretch(of, retry, base, 5, 1, () => 'no')).toMatchObject({ seen: 20_000, next: 4 })
  expect(stretch(noRecipients(3, base), retry, base, 0, 9, () => 'no')).toMatchObject({ seen: 3, next: 0 })
})

test('who was never called is due from the beginning', () =>
  expect(dueMs(noRecipients(1, base), retry, 0)).toBe(base))
