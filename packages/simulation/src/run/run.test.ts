/** The whole system under many seeds: every promise holds, and a seed is the same run again. */
import { describe, expect, test } from '@jest/globals'
import { planOf } from '../plan/draw'
import { describeFault } from '../plan/fault'
import type { MixName } from '../plan/mixes'
import { run } from './run'

const seeds = Number(process.env['LASTCALL_SEEDS'] ?? 100)
const first = Number(process.env['LASTCALL_FIRST_SEED'] ?? 5_001)

const judge = (from: number, count: number, mix: MixName | null = null): void => {
  for (let seed = from; seed < from + count; seed += 1) {
    const { broken, plan } = run(planOf(seed, mix))
    const faults = plan.faults.map(describeFault).join('\n')
    expect({ seed, broken, faults: broken === null ? '' : faults }).toEqual({
      seed,
      broken: null,
      faults: '',
    })
  }
}

describe('G1 to G6 in true time, by an observer and by the audit', () => {
  test('where nothing goes wrong', () => judge(first, 20, 'calm'))
  test('under every mix of faults', () => judge(first, seeds), 3_600_000)
})

describe('a seed', () => {
  test('is the same run again', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const [once, again] = [run(planOf(seed)), run(planOf(seed), {}, true)]
      expect(again.fingerprint).toBe(once.fingerprint)
      expect(again.steps).toBe(once.steps)
    }
  })

  test('is another run than its neighbour', () => {
    const prints = Array.from({ length: 20 }, (_, seed) => run(planOf(seed)).fingerprint)
    expect(new Set(prints).size).toBe(20)
  })
})
