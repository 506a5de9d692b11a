/** Claims: silence counts only over an unbroken series of one's own looks, and yields and own names count at once. */
import { describe, expect, test } from '@jest/globals'
import type { Claim, IncarnationId } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { hex } from '../worker/world/world.fixture'
import type { ClaimInput, Claiming } from './index'
import { attentive, isClaimant, reasonToClaim, step } from './index'

const rules = { longestGapMs: 3_000, takeoverMs: 5_000, silentForMs: 5_000 }
const me = { worker: 'one', incarnation: hex(1) as IncarnationId }
const claimOf = (worker: string, life: number, yielded: Claim['yielded'] = null): Claim => ({
  worker,
  incarnation: hex(life) as IncarnationId,
  carrier: 'sim',
  silentForMs: 5_000,
  yielded,
})
const looked = (newest = 7, owed = true): ClaimInput => ({ is: 'looked', newest: revision(newest), owed })
const after = (...told: readonly (readonly [ClaimInput, number])[]): Claiming => {
  let claiming = attentive
  for (const [input, mono] of told) claiming = step(rules, claiming, input, mono)
  return claiming
}
const everySecond = (from: number, to: number, input = looked()) =>
  Array.from({ length: to - from + 1 }, (_, k) => [input, (from + k) * 1_000] as const)
const reason = (claiming: Claiming, mono: number, latest: Claim | null = claimOf('two', 2)) =>
  reasonToClaim(rules, claiming, latest, me, mono)

describe('silence', () => {
  test('of silentForMs + takeover over an unbroken series', () => {
    expect(reason(after(...everySecond(0, 9)), 9_999)).toBeNull()
    expect(reason(after(...everySecond(0, 10)), 10_000)).toBe('silence')
  })
  test('counts the time between looks, never the time since the last one', () =>
    expect(reason(after(...everySecond(0, 9)), 11_999)).toBeNull())
  test('a failed look starts the series anew', () => {
    const claiming = after(...everySecond(0, 4), [{ is: 'look failed' }, 5_000], ...everySecond(6, 15))
    expect(reason(claiming, 15_000)).toBeNull()
    expect(reason(step(rules, claiming, looked(), 16_000), 16_000)).toBe('silence')
  })
  test('another newest event starts the series anew', () => {
    const claiming = after(...everySecond(0, 4), ...everySecond(5, 14, looked(8)))
    expect(reason(claiming, 14_000)).toBeNull()
    expect(reason(step(rules, claiming, looked(8), 15_000), 15_000)).toBe('silence')
  })
  test('silence while nothing is owed does not count', () => {
    const claiming = after(...everySecond(0, 5, looked(7, false)), ...everySecond(6, 14))
    expect(reason(claiming, 14_000)).toBeNull()
    expect(reason(step(rules, claiming, looked(), 15_000), 15_000)).toBe('silence')
  })
  test('a gap in the own looks starts the series anew', () => {
    const broken = [...everySecond(0, 4), ...everySecond(8, 14)]
    expect(reason(after(...broken), 14_000)).toBeNull()
    expect(reason(after(...broken, ...everySecond(15, 18)), 18_000)).toBe('silence')
  })
  test('a last look that is too old says nothing, to the millisecond', () => {
    expect(reason(after(...everySecond(0, 20)), 23_001)).toBeNull()
    expect(reason(after(...everySecond(0, 20)), 23_000)).toBe('silence')
  })
  test('looks as far apart as may be are one series still', () => {
    const apart = (ms: number) => after(...[0, 1, 2, 3, 4].map((k) => [looked(), k * ms] as const))
    expect(reason(apart(3_000), 12_000)).toBe('silence')
    expect(reason(apart(3_001), 12_004)).toBeNull()
  })
  test('as long as the claimant itself promised, where it promised more', () => {
    const patient = { ...claimOf('two', 2), silentForMs: 20_000 }
    expect(reason(after(...everySecond(0, 24)), 24_000, patient)).toBeNull()
    expect(reason(after(...everySecond(0, 25)), 25_000, patient)).toBe('silence')
  })
  test('whatever the looks are: never sooner than the last change plus silentForMs + takeover', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4_000), fc.nat(20)), { maxLength: 60 }), (looks) => {
        let [claiming, mono, newest, changed] = [attentive, 0, 0, 0]
        for (const [ms, luck] of looks) {
          mono += ms
          if (luck === 0) newest += 1
          if (luck === 0) changed = mono
          claiming = step(rules, claiming, luck === 1 ? { is: 'look failed' } : looked(newest), mono)
          if (reason(claiming, mono) === 'silence') expect(mono - changed).toBeGreaterThanOrEqual(10_000)
        }
      }),
    ))
})

describe('at once', () => {
  test('when nobody dials', () => expect(reason(attentive, 0, null)).toBe('nobody dials'))
  test('after a yield', () =>
    expect(reason(attentive, 0, claimOf('two', 2, { drainMs: 9 }))).toBe('predecessor yielded'))
  test('over an earlier life of the same name', () =>
    expect(reason(attentive, 0, claimOf('one', 2))).toBe('same worker restarted'))
})

describe('the claimant itself', () => {
  const mine = claimOf('one', 1)
  test('speaks again at half of the promised silence, counted from before its append', () => {
    const spoken = after([{ is: 'spoke', begunAt: 1_000 }, 4_000])
    expect(reason(spoken, 3_499, mine)).toBeNull()
    expect(reason(spoken, 3_500, mine)).toBe('still here')
  })
  test('an older append that is acknowledged later takes nothing back', () =>
    expect(after([{ is: 'spoke', begunAt: 5 }, 6], [{ is: 'spoke', begunAt: 3 }, 7]).spokeAt).toBe(5))
  test('has spoken just now if it spoke at all, and speaks where it never did', () => {
    expect(reason(attentive, 0, mine)).toBe('still here')
    expect(attentive.spokeAt).toBeNull()
    expect(after([{ is: 'spoke', begunAt: 3 }, 4], [{ is: 'spoke', begunAt: 5 }, 6]).spokeAt).toBe(5)
  })
  test('what it says takes nothing from what it has looked at', () => {
    const looked = after(...everySecond(0, 10))
    expect(step(rules, looked, { is: 'spoke', begunAt: 5 }, 6).silence).toEqual(looked.silence)
    expect(step(rules, { ...looked, spokeAt: 7 }, { is: 'look failed' }, 8)).toEqual({
      silence: null,
      spokeAt: 7,
    })
  })
  test('is who claimed last and has not yielded', () => {
    expect(isClaimant(mine, me.incarnation)).toBe(true)
    expect(isClaimant(claimOf('one', 1, { drainMs: 1 }), me.incarnation)).toBe(false)
    expect(isClaimant(claimOf('one', 2), me.incarnation)).toBe(false)
    expect(isClaimant(null, me.incarnation)).toBe(false)
  })
})
