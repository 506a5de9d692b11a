/** Ids come back as they were, and each is found at the row that had it first: a map of strings says the same. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId } from '@lastcall/domain'
import * as fc from 'fast-check'
import { addId, idAt, noIds, rowOf } from './ids'

const hex = (bits: bigint | number): AttemptId => bits.toString(16).padStart(32, '0') as AttemptId
const id = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(hex),
  fc.nat(40).map(hex),
  // Alike but for one word.
  fc.tuple(fc.nat(3), fc.nat(40)).map(([word, bits]) => hex(BigInt(bits) << BigInt(32 * word))),
)

const idsOf = (all: readonly AttemptId[]) => {
  const ids = noIds()
  for (const each of all) addId(ids, each)
  return ids
}

describe('ids', () => {
  test('each row has its id, and each id the row that had it first; others have none', () =>
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), fc.array(id, { maxLength: 20 }), (all, others) => {
        const ids = idsOf(all)
        expect(all.map((_, row) => idAt(ids, row))).toEqual(all)
        for (const each of [...all, ...others]) expect(rowOf(ids, each)).toBe(all.indexOf(each))
        expect([ids.size, ids.known]).toEqual([all.length, new Set(all).size])
      }),
    ))

  test('many of them, one after the other and scattered, through pages and growth of the index', () => {
    const all = Array.from({ length: 10_000 }, (_, k) =>
      hex(k % 2 === 0 ? k : (BigInt(k) * 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835n) % 2n ** 128n),
    )
    const ids = idsOf(all)
    expect(all.map((_, row) => idAt(ids, row))).toEqual(all)
    expect(all.map((each) => rowOf(ids, each))).toEqual([...all.keys()])
    expect(rowOf(ids, hex(10_001))).toBe(-1)
    expect(rowOf(ids, hex(2n ** 127n))).toBe(-1)
  })

  test('the index is at most four times as long as it has ids, and never more than two thirds full', () => {
    const ids = noIds()
    let [fullest, emptiest] = [0, 1]
    for (let k = 0; k < 5_000; k += 1) {
      addId(ids, hex(k))
      addId(ids, hex(k))
      fullest = Math.max(fullest, ids.known / ids.index.length)
      if (ids.known >= 32) emptiest = Math.min(emptiest, ids.known / ids.index.length)
    }
    expect(ids.known).toBe(5_000)
    expect(fullest).toBeLessThanOrEqual(2 / 3)
    expect(emptiest).toBeGreaterThan(1 / 4)
  })

  test('ids that differ in their last digits alone do not stand one behind the other', () => {
    const ids = idsOf(Array.from({ length: 20_000 }, (_, k) => hex(k)))
    const { index } = ids
    let [run, longest] = [0, 0]
    for (const row of [...index, ...index]) {
      run = row === 0 ? 0 : run + 1
      longest = Math.max(longest, run)
    }
    expect(longest).toBeLessThan(200)
  })
})
