/** Reading a time quickly is reading it right. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { wallMsOf } from './time'
import type { Timestamp } from './values'
import { timestamp } from './values'

const lastMs = Date.parse('9999-12-31T23:59:59.999Z')
/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
const firstMs = Date.parse('0100-01-01T00:00:00.000Z')

test('a time that was written is read again, leap days and years before 1970 too', () =>
  fc.assert(
    fc.property(fc.integer({ min: firstMs, max: lastMs }), (ms) => expect(wallMsOf(timestamp(ms))).toBe(ms)),
    { examples: [[Date.parse('2024-02-29T23:59:59.999Z')], [firstMs], [lastMs], [0]] },
  ))

test.each(['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00.123456Z'])(
  'other lengths of the fraction are read: %s',
  (at) => expect(wallMsOf(at as Timestamp)).toBe(Date.parse(at)),
)
