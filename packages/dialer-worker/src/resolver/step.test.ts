/** The resolver: waits are never shortened, and each answer means what the carrier can vouch for. */
import { describe, expect, test } from '@jest/globals'
import type { CarrierLimits, Found } from '@lastcall/carrier'
import type { AttemptId, IncarnationId, OutreachId } from '@lastcall/domain'
import * as fc from 'fast-check'
import { end, limits } from '../worker/world/network.fixture'
import { hex } from '../worker/world/world.fixture'
import type { Resolver, ResolverEffect, ResolverInput } from './index'
import { nothingWatched, step } from './index'

const attempt = hex(1) as AttemptId
const theirs = hex(9) as IncarnationId
const watch = (placed = false, waitMs = 1_500): ResolverInput => ({
  is: 'watch',
  waitMs,
  call: {
    attempt,
    outreach: hex(0x51) as OutreachId,
    recipient: 0,
    n: 1,
    incarnation: theirs,
    placed,
    firstSeen: 0,
  },
})
const tick: ResolverInput = { is: 'time passed', knownAt: Infinity, only: null }
const yielded: ResolverInput = { is: 'yield seen', incarnation: theirs, drainMs: 30_000 }
const answer = (found: Found): ResolverInput => ({ is: 'answer', attempt, found })
type Told = readonly [ResolverInput, number]
const after = (
  of: CarrierLimits,
  ...told: readonly Told[]
): readonly [Resolver, readonly ResolverEffect[]] => {
  let resolver = nothingWatched
  let effects: readonly ResolverEffect[] = []
  for (const [input, mono] of told) [resolver, effects] = step(of, resolver, input, mono)
  return [resolver, effects]
}
const final = limits
const vague = { ...limits, absenceIsFinal: false }
const wants = (...told: readonly Told[]) => after(final, ...told)[1].map(({ is }) => is)

describe('waits', () => {
  test('until the end of the wait, then asks once', () => {
    expect(wants([watch(), 0], [tick, 1_499])).toEqual([])
    expect(wants([watch(), 0], [tick, 1_500])).toEqual(['find'])
    expect(wants([watch(), 0], [tick, 1_500], [tick, 1_501])).toEqual([])
  })
  test('a yield defers', () => {
    expect(wants([watch(), 0], [yielded, 1_000], [tick, 30_999])).toEqual([])
    expect(wants([watch(), 0], [yielded, 1_000], [tick, 31_000])).toEqual(['find'])
  })
  test('a yield of another incarnation changes nothing', () =>
    expect(
      wants([watch(), 0], [{ ...yielded, incarnation: hex(8) as IncarnationId }, 1], [tick, 1_500]),
    ).toEqual(['find']))
  test('never asked before the latest wait that was ever told, whatever comes in between', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(9_000)), { maxLength: 40 }), (story) => {
        let [resolver, mono, notBefore] = [step(final, nothingWatched, watch(false, 5_000), 0)[0], 0, 5_000]
        const kinds: readonly ResolverInput[] = [
          tick,
          watch(false, 10),
          { is: 'placed seen', attempt },
          yielded,
        ]
        for (const [kind, ms] of story) {
          mono += ms
          const input = kinds[kind] ?? tick
          if (input.is === 'yield seen') notBefore = Math.max(notBefore, mono + 30_000)
          const [next, effects] = step(final, resolver, input, mono)
          if (effects.some(({ is }) => is === 'find')) {
            expect(mono).toBeGreaterThanOrEqual(notBefore)
            return
          }
          resolver = next
        }
      }),
    ))
  test('the log is read before the carrier is asked', () => {
    const read = (knownAt: number): Told => [{ ...tick, knownAt }, 2_000]
    expect(wants([watch(), 0], read(1_499))).toEqual(['read first'])
    expect(wants([watch(), 0], read(1_500))).toEqual(['find'])
  })
  test('whoever is not the claimant asks for its own alone', () => {
    const only = (incarnation: IncarnationId): Told => [{ ...tick, only: incarnation }, 2_000]
    expect(wants([watch(), 0], only(hex(8) as IncarnationId))).toEqual([])
    expect(wants([watch(), 0], only(theirs))).toEqual(['find'])
  })
  test('a closed attempt is not asked for, and an answer for it says nothing', () => {
    expect(wants([watch(), 0], [{ is: 'closed', attempt }, 1], [tick, 9_000])).toEqual([])
    expect(wants([watch(), 0], [{ is: 'closed', attempt }, 1], [answer({ is: 'absent' }), 2])).toEqual([])
  })
})

describe('answers', () => {
  const unknown: Found = { is: 'unknown', why: 'test' }
  const ringing: Found = { is: 'found', standing: { is: 'ringing', sinceOriginateMs: 5 } }
  const at = (of: CarrierLimits, placed: boolean, found: Found, mono = 2_000) =>
    after(of, [watch(placed), 0], [tick, 1_500], [answer(found), mono])
  test.each<readonly [string, CarrierLimits, boolean, Found, readonly string[], boolean]>([
    ['ended: its end', final, false, { is: 'found', standing: end() }, ['ended'], false],
    ['alive: followed, and asked for again', final, false, ringing, ['follow'], true],
    ['absent for good: released', final, false, { is: 'absent' }, ['absent'], false],
    ['absent, and it was placed: never released', final, true, { is: 'absent' }, ['unresolved'], false],
    ['absent at a carrier that cannot rule it out', vague, false, { is: 'absent' }, ['unresolved'], false],
    ['absent there, and it was placed', vague, true, { is: 'absent' }, ['unresolved'], false],
    ['unknown, not placed', final, false, unknown, ['unresolved'], false],
    ['unknown, placed: asked for again while it may last', final, true, unknown, [], true],
  ])('%s', (_, of, placed, found, says, stays) => {
    const [resolver, effects] = at(of, placed, found)
    expect(effects.map(({ is }) => is)).toEqual(says)
    expect(resolver.size === 1).toBe(stays)
  })
  test('unknown, placed, after the longest call: unresolved', () =>
    expect(at(final, true, unknown, 20_000)[1].map(({ is }) => is)).toEqual(['unresolved']))
  test('followed, lost from sight, and the longest call over: unresolved', () => {
    const told: readonly Told[] = [
      [watch(), 0],
      [tick, 1_500],
      [answer(ringing), 1_600],
      [tick, 6_600],
    ]
    expect(after(final, ...told)[1].map(({ is }) => is)).toEqual(['find'])
    expect(after(final, ...told, [answer(unknown), 20_000])[1].map(({ is }) => is)).toEqual(['unresolved'])
  })
  test('placed is seen after the watch began: absence no longer releases', () =>
    expect(
      after(
        final,
        [watch(), 0],
        [{ is: 'placed seen', attempt }, 1],
        [tick, 1_500],
        [answer({ is: 'absent' }), 2_000],
      )[1],
    ).toMatchObject([{ is: 'unresolved' }]))
})

describe('what is said of a call that nobody knows', () => {
  const why = (of: CarrierLimits, placed: boolean, found: Found) =>
    after(of, [watch(placed), 0], [answer(found), 1])[1].map((effect) =>
      effect.is === 'unresolved' ? effect.why : effect.is,
    )
  test.each<readonly [string, CarrierLimits, boolean, Found]>([
    ['placed, and absent at the carrier', final, true, { is: 'absent' }],
    ['not found at a carrier that cannot rule it out', vague, false, { is: 'absent' }],
    ['the carrier does not know', final, false, { is: 'unknown', why: 'test' }],
  ])('%s', (says, of, placed, found) => expect(why(of, placed, found)).toEqual([says]))
})

describe('a call that goes on', () => {
  const ringing: Found = { is: 'found', standing: { is: 'ringing', sinceOriginateMs: 5 } }
  const followed: readonly Told[] = [
    [watch(), 0],
    [tick, 1_500],
    [answer(ringing), 1_600],
  ]

  test('is followed, known to be placed, and asked for again five seconds later', () => {
    expect(after(final, ...followed)[0].get(attempt)).toMatchObject({
      ...{ following: true, placed: true, asking: false, askAt: 6_600 },
    })
    expect(wants(...followed, [tick, 6_599])).toEqual([])
    expect(wants(...followed, [tick, 6_600])).toEqual(['find'])
  })

  test('is not followed before it was found', () =>
    expect(after(final, [watch(), 0])[0].get(attempt)).toMatchObject({
      ...{ following: false, placed: false, asking: false, askAt: 1_500 },
    }))

  test('may be unknown to the carrier until the longest call is over, to the millisecond', () => {
    const unknown = answer({ is: 'unknown', why: 'test' })
    const told = (mono: number) => wants(...followed, [tick, 6_600], [unknown, mono])
    expect([told(limits.longestCallMs - 1), told(limits.longestCallMs)]).toEqual([[], ['unresolved']])
    expect(after(final, ...followed, [tick, 6_600], [unknown, 7_000])[0].get(attempt)?.askAt).toBe(12_000)
    const late = watch(true)
    const since9 = late.is === 'watch' ? { ...late, call: { ...late.call, firstSeen: 9_000 } } : late
    const sure = (mono: number) => wants([since9, 9_000], [unknown, mono])
    expect([sure(limits.longestCallMs), sure(limits.longestCallMs + 9_000)]).toEqual([[], ['unresolved']])
    expect(wants([since9, 9_000])).toEqual([])
  })
})

describe('what changes nothing leaves everything as it is', () => {
  const watching = after(final, [watch(), 0])[0]
  const stranger = hex(2) as AttemptId
  test.each<readonly [string, ResolverInput, number]>([
    ['a second watch of one attempt', watch(true, 9), 5],
    ['time, before anything is due', tick, 1_499],
    ['a yield of somebody without attempts here', { ...yielded, incarnation: hex(8) as IncarnationId }, 5],
    ['a CallPlaced of an attempt that is not watched', { is: 'placed seen', attempt: stranger }, 5],
    ['the end of an attempt that is not watched', { is: 'closed', attempt: stranger }, 5],
    ['an answer about one', { is: 'answer', attempt: stranger, found: { is: 'absent' } }, 5],
  ])('%s', (_, input, mono) => {
    const [resolver, effects] = step(final, watching, input, mono)
    expect(resolver).toBe(watching)
    expect(effects).toEqual([])
  })

  test('what is placed is told once', () => {
    const placed = step(final, watching, { is: 'placed seen', attempt }, 1)[0]
    expect(step(final, placed, { is: 'placed seen', attempt }, 2)[0]).toBe(placed)
  })

  test('several attempts: each is asked for when it is due, and what must be read is said once', () => {
    const also = (k: number, waitMs: number): ResolverInput => {
      const one = watch(false, waitMs)
      return one.is === 'watch' ? { ...one, call: { ...one.call, attempt: hex(k) as AttemptId } } : one
    }
    const told: readonly Told[] = [
      [watch(), 0],
      [also(2, 2_000), 0],
      [also(3, 2_000), 0],
      [also(4, 9_000), 0],
    ]
    expect(after(final, ...told, [{ ...tick, knownAt: 1_600 }, 2_500])[1]).toEqual([
      { is: 'find', attempt },
      { is: 'read first' },
    ])
  })
})
