/** Calling hours at the recipient's own clock, whatever the day, the offset and the century. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { localMinute, windowIsOpen } from './hours'

const wall = fc.integer({ min: Date.parse('1900-01-01T00:00Z'), max: Date.parse('2100-01-01T00:00Z') })
const offset = fc.integer({ min: -1440, max: 1440 })
const minute = fc.integer({ min: 0, max: 1440 })

test('the minute is the one that a clock with that offset shows', () =>
  fc.assert(
    fc.property(wall, offset, (wallMs, minutes) => {
      const there = new Date(wallMs + minutes * 60_000)
      expect(localMinute(wallMs, minutes)).toBe(there.getUTCHours() * 60 + there.getUTCMinutes())
    }),
    {
      examples: [
        [0, 0],
        [0, -1],
        [0, -1440],
        [0, 1440],
        [59_999, 0],
        [-1, 0],
      ],
    },
  ))

test('a window is open from its first minute to the last one before its end, and nowhere else', () =>
  fc.assert(
    fc.property(wall, offset, minute, minute, (wallMs, minutes, opensMin, closesMin) => {
      const now = localMinute(wallMs, minutes)
      const inside = Array.from({ length: Math.max(0, closesMin - opensMin) }, (_, k) => opensMin + k)
      expect(windowIsOpen({ opensMin, closesMin }, wallMs, minutes)).toBe(inside.includes(now))
    }),
    {
      examples: [
        [600_000, 0, 10, 11],
        [600_000, 0, 9, 10],
        [600_000, 0, 11, 12],
        [0, 0, 0, 1440],
      ],
    },
  ))
