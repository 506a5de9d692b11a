/** Who is called next: never somebody who must not be, everybody in turn, and no queue to forget at a stop. */
import * as fc from 'fast-check'
import { isCallable, pickCallable } from './callable'
import { isOpen, optedOut } from './code'
import { outcomeOf } from './class'
import type { Recipients } from './recipients'
import { baseMs, foldAll, retry, size, story } from './story.fixture'

const laterMs = baseMs + 10 * 3_600_000
const yes = () => 'yes' as const
const folded = story.map(({ grants, facts }) => foldAll([...grants, ...facts]))
const dueMs = (of: Recipients, recipient: number): number => baseMs + (of.due[recipient] as number) * 100
const wall = fc.integer({ min: -1_000, max: 5_000_000 }).map((ms) => baseMs + ms)
const limit = fc.integer({ min: 1, max: size + 1 })
const from = fc.integer({ min: 0, max: size + 2 })

test('nobody is picked who is open, opted out, unresolved, at the cap or not due', () =>
  fc.assert(
    fc.property(folded, wall, limit, from, fc.integer({ min: 1, max: 4 }), (of, wallMs, most, start, cap) => {
      const capped = { ...retry, maxAttempts: cap }
      const { recipients } = pickCallable(of, capped, wallMs, most, start, yes)
      expect(recipients.length).toBeLessThanOrEqual(most)
      expect(new Set(recipients).size).toBe(recipients.length)
      for (const recipient of recipients) {
        const code = of.codes[recipient] as number
        expect([isOpen(code), optedOut(code), outcomeOf(code) === 'unresolved']).toEqual([
          false,
          false,
          false,
        ])
        expect(isCallable(code, capped)).toBe(true)
        expect(dueMs(of, recipient)).toBeLessThanOrEqual(wallMs)
      }
    }),
  ))

test('everybody who can be called is visited, whatever the size of a pick', () =>
  fc.assert(
    fc.property(folded, limit, from, (of, most, start) => {
      const visited = new Set<number>()
      let cursor = start
      for (let turn = 0; turn <= size; turn += 1) {
        const pick = pickCallable(of, retry, laterMs, most, cursor, yes)
        pick.recipients.forEach((recipient) => visited.add(recipient))
        cursor = pick.cursor
      }
      of.codes.forEach((code, recipient) => expect(visited.has(recipient)).toBe(isCallable(code, retry)))
    }),
  ))

test('wait ends the scan there, and the next one begins with the same recipient', () =>
  fc.assert(
    fc.property(folded, fc.nat(size - 1), (of, stuck) => {
      const pick = pickCallable(of, retry, laterMs, size, 0, (r) => (r === stuck ? 'wait' : 'yes'))
      if (!isCallable(of.codes[stuck] as number, retry)) return
      expect(pick.cursor).toBe(stuck)
      expect(pick.exhausted).toBe(false)
      expect(pick.recipients.every((recipient) => recipient < stuck)).toBe(true)
    }),
  ))

test('no passes a recipient over for now, and does not say that nobody is left', () =>
  fc.assert(
    fc.property(folded, (of) => {
      const pick = pickCallable(of, retry, laterMs, size, 0, () => 'no')
      expect(pick.recipients).toEqual([])
      expect(pick.exhausted).toBe(![...of.codes].some((code) => isCallable(code, retry)))
    }),
  ))

test('exhausted is said only when nobody can be called, now or later', () =>
  fc.assert(
    fc.property(folded, wall, from, (of, wallMs, start) => {
      const { exhausted } = pickCallable(of, retry, wallMs, size, start, yes)
      expect(exhausted).toBe(![...of.codes].some((code) => isCallable(code, retry)))
    }),
  ))

test('when a scan finds too few it says when the next retry is due', () =>
  fc.assert(
    fc.property(folded, wall, from, (of, wallMs, start) => {
      const { nextDueMs, recipients } = pickCallable(of, retry, wallMs, size + 1, start, yes)
      const waiting = [...of.codes.keys()].filter(
        (r) => isCallable(of.codes[r] as number, retry) && !recipients.includes(r),
      )
      expect(nextDueMs).toBe(waiting.length === 0 ? null : Math.min(...waiting.map((r) => dueMs(of, r))))
    }),
  ))
