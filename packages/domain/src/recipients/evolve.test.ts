/** What grants and facts make of recipients: counts that people read, due times, and what must never be. */
import type { CallFact } from '../calls/event'
import { evolveAuthorized, evolveFact } from './evolve'
import type { Recipients } from './recipients'
import { dueTickMs, noRecipients } from './recipients'
import { recipientClasses } from './class'
import { isCallable } from './callable'
import type { Grant } from './story.fixture'
import { baseMs, fact, foldAll, grant, retry } from './story.fixture'

const countsOf = (of: Recipients): Record<string, number> =>
  Object.fromEntries(
    recipientClasses.map((name, k) => [name, of.counts[k] ?? 0]).filter(([, count]) => count !== 0),
  )

const after = (...events: readonly (Grant | CallFact)[]) => countsOf(foldAll(events))
const g1 = grant(0, 1)
const told = (what: string, n = 1) => fact(what, 0, n, 5)

test.each([
  ['authorized', [g1]],
  ['handed over', [g1, told('placed')]],
  ['ringing', [g1, told('placed'), told('ringing')]],
  ['connected', [g1, told('placed'), told('talking')]],
  ['reached', [g1, told('placed'), told('answered')]],
  ['reached', [g1, told('placed'), told('voicemail')]],
  ['not reached', [g1, told('placed'), told('busy')]],
  ['opted out', [g1, told('placed'), told('unwanted')]],
  ['opted out', [g1, told('placed'), told('opt out'), told('answered')]],
  ['unresolved', [g1, told('placed'), told('unresolved')]],
  ['not reached', [g1, told('placed'), told('busy'), grant(0, 2), told('released', 2)]],
] as const)('R15: a recipient counts as %s', (name, events) =>
  expect(after(...events)).toEqual({ 'never attempted': 3, [name]: 1 }),
)

test('R15: a released call leaves its recipient as never attempted, and callable again', () => {
  expect(after(g1, told('released'))).toEqual({ 'never attempted': 4 })
  expect(isCallable(foldAll([g1, told('released')]).codes[0] as number, retry)).toBe(true)
})

test('released calls do not count against the cap, placed ones do', () => {
  const once = { ...retry, maxAttempts: 1 }
  expect(isCallable(foldAll([g1, told('released')]).codes[0] as number, once)).toBe(true)
  expect(isCallable(foldAll([g1, told('placed'), told('busy')]).codes[0] as number, once)).toBe(false)
})

test('what became unresolved is never called again, until its end is known', () => {
  const unresolved = [g1, told('placed'), told('unresolved')]
  expect(isCallable(foldAll(unresolved).codes[0] as number, retry)).toBe(false)
  expect(isCallable(foldAll([...unresolved, told('busy')]).codes[0] as number, retry)).toBe(true)
})

test('a retry is due after the wait that the policy asks for, to the tick', () => {
  const of = foldAll([g1, told('placed'), fact('busy', 0, 1, 7)])
  const wantedMs = 7_000 + retry.afterMs.busy
  expect((of.due[0] as number) * dueTickMs).toBeGreaterThanOrEqual(wantedMs)
  expect((of.due[0] as number) * dueTickMs).toBeLessThan(wantedMs + dueTickMs)
})

test('a wait longer than the due time can say is as long as it can say, never short', () => {
  const of = noRecipients(1, baseMs)
  const for20Years = { maxAttempts: 2, afterMs: { busy: 20 * 365 * 86_400_000 } }
  evolveAuthorized(of, g1)
  evolveFact(of, fact('busy', 0, 1, 0), for20Years)
  expect(of.due[0]).toBe(0xffff_ffff)
})

test('a number that was used or left out is a violation', () => {
  expect(foldAll([g1, told('busy'), grant(0, 3)]).violation).toMatch(/^G2/)
  expect(foldAll([g1, told('busy'), grant(0, 1)]).violation).toMatch(/^G2/)
})

test('a release beside a sign of the call is a violation, in either order', () => {
  expect(foldAll([g1, told('placed'), told('released')]).violation).toMatch(/^G5/)
  expect(foldAll([g1, told('released'), told('placed')]).violation).toMatch(/^G5/)
  expect(foldAll([g1, told('released'), told('busy')]).violation).toMatch(/^G5/)
})

test('the first violation stays', () => {
  const of = foldAll([g1, told('released'), told('placed'), grant(0, 9)])
  expect(of.violation).toMatch(/^G5/)
})
