/** Who may be called again: never somebody who must not be, and everybody else, whatever has happened to them. */
import * as fc from 'fast-check'
import type { Retry } from '../campaign/settings'
import { isCallable } from './callable'
import { attempts, isOpen, optedOut } from './code'
import { outcomeOf } from './class'
import { foldAll, grant, fact, retry, story } from './story.fixture'

const codes = story.map(({ grants, facts }) => [...foldAll([...grants, ...facts]).codes])
const cap = fc.integer({ min: 1, max: 4 })

test('nobody who has an open call, has opted out, is unresolved or at the cap', () =>
  fc.assert(
    fc.property(codes, cap, (all, maxAttempts) => {
      for (const code of all) {
        const mustNot =
          isOpen(code) || optedOut(code) || outcomeOf(code) === 'unresolved' || attempts(code) >= maxAttempts
        if (mustNot) expect(isCallable(code, { ...retry, maxAttempts })).toBe(false)
      }
    }),
  ))

const retried = [
  'busy',
  'no-answer',
  'voicemail',
  'rejected',
  'congestion',
  'carrier-fault',
  'cancelled',
] as const
test.each(retried)('after %s: exactly where the policy names a wait, be it none', (end) => {
  const code = foldAll([grant(0, 1), fact('placed', 0, 1, 5), fact(end, 0, 1, 6)]).codes[0] as number
  expect(isCallable(code, { maxAttempts: 2, afterMs: {} })).toBe(false)
  expect(isCallable(code, { maxAttempts: 2, afterMs: { [end]: 0 } })).toBe(true)
})

test('G2: what is unresolved is never called again, also where a stored policy names a wait for it', () => {
  const code = foldAll([grant(0, 1), fact('placed', 0, 1, 5), fact('unresolved', 0, 1, 6)]).codes[0] as number
  const afterMs = { unresolved: 1 } as Retry['afterMs']
  expect(isCallable(code, { maxAttempts: 9, afterMs })).toBe(false)
})
