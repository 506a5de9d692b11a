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
