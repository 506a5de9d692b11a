/** The guard says yes exactly where the codec returns its input unchanged. */
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { guardOf } from './guard'
import { inputs } from './inputs.fixture'

const codecs: readonly (readonly [string, t.Mixed])[] = [
  ['string', t.string],
  ['number', t.number],
  ['boolean', t.boolean],
  ['null', t.null],
  ['literal', t.literal('yes')],
  ['union of literals', t.union([t.literal('yes'), t.literal('no')])],
  ['nullable', t.union([t.number, t.null])],
  ['array', t.array(t.string)],
  ['readonly array', t.readonlyArray(t.string)],
  ['tuple', t.tuple([t.number, t.string])],
  ['record', t.type({ a: t.string, b: t.type({ c: t.union([t.number, t.null]) }) })],
  ['partial', t.partial({ a: t.string })],
  ['both', t.intersection([t.type({ a: t.string }), t.partial({ b: t.number })])],
  ['nested arrays of tuples', t.array(t.tuple([t.number, t.array(t.string)]))],
]

test.each(codecs)('%s', (_, codec) => {
  const guard = guardOf(codec)
  fc.assert(
    fc.property(inputs(codec), (value) => {
      const decoded = codec.decode(value)
      // io-ts drops the surplus of a tuple: accepted, but not unchanged.
      const unchanged = decoded._tag === 'Right' && JSON.stringify(decoded.right) === JSON.stringify(value)
      expect(guard(value)).toBe(unchanged)
    }),
    { numRuns: 300 },
  )
})

test('arrays and null are no records', () => {
  const guard = guardOf(t.type({}))
  expect([guard([]), guard(null), guard({})]).toEqual([false, false, true])
})
