/** Buckets are what a map is, and keep every older version as it was. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { noBuckets, put, without } from './buckets'
import { hex } from './world/world.fixture'

test('like a map, whatever is put in and taken out; and what was there before stays as it was', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(600), fc.nat(9)), { maxLength: 200 }), (story) => {
      let buckets = noBuckets<string, number>()
      const map = new Map<string, number>()
      for (const [puts, k, value] of story) {
        const key = hex(k)
        const before = [...buckets.values()]
        const next = puts ? put(buckets, key, value) : without(buckets, key)
        expect([...buckets.values()]).toEqual(before)
        buckets = next
        if (puts) map.set(key, value)
        else map.delete(key)
        expect(buckets.get(key)).toBe(map.get(key))
        expect(buckets.has(key)).toBe(map.has(key))
      }
      expect(buckets.size).toBe(map.size)
      expect([...buckets.values()].sort()).toEqual([...map.values()].sort())
    }),
  ))
