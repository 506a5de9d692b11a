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
  ['readonly record', t.readonly(t.type({ a: t.readonly(t.array(t.boolean)) }))],
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

/** The same codec, which must not be asked. */
const mute = <C extends t.Mixed>(codec: C): C =>
  Object.create(codec, {
    is: {
      value: () => {
        throw new Error('asked')
      },
    },
  }) as C

test('what it knows it decides by itself: the codec’s own check is many times slower', () => {
  const text = mute(t.string)
  const known: readonly (readonly [t.Mixed, unknown, unknown])[] = [
    [text, 'a', 1],
    [mute(t.boolean), true, 1],
    [mute(t.null), null, undefined],
    [mute(t.literal('yes')), 'yes', 'no'],
    [mute(t.type({ a: text })), { a: 'a' }, { a: 1 }],
    [mute(t.array(text)), ['a'], ['a', 1]],
    [mute(t.readonlyArray(text)), ['a'], ['a', 1]],
    [mute(t.readonly(mute(t.type({ a: text })))), { a: 'a' }, {}],
    [mute(t.tuple([text, text])), ['a', 'b'], ['a']],
    [mute(t.union([text, mute(t.null)])), null, 1],
  ]
  for (const [codec, right, wrong] of known) {
    const guard = guardOf(codec)
    expect([codec.name, guard(right), guard(wrong)]).toEqual([codec.name, true, false])
  }
})

test('a kind that it does not know is asked', () => expect(() => guardOf(mute(t.number))(1)).toThrow('asked'))

test('arrays and null are no records', () => {
  const guard = guardOf(t.type({}))
  expect([guard([]), guard(null), guard({})]).toEqual([false, false, true])
})

describe('words that come again', () => {
  const counted = (): { readonly codec: t.Mixed; readonly asked: () => number } => {
    let asked = 0
    const is = (value: unknown): value is string => {
      asked += 1
      return typeof value === 'string' && value.startsWith('w')
    }
    return { codec: new t.Type('word', is, t.string.validate, String), asked: () => asked }
  }

  test('are read once, until another one comes', () => {
    const { codec, asked } = counted()
    const guard = guardOf(codec)
    expect(['w1', 'w1', 'w1', 'x', 'x', 'w1', 'w2', 'w1'].map(guard)).toEqual(
      ['w1', 'w1', 'w1', 'x', 'x', 'w1', 'w2', 'w1'].map((word) => word.startsWith('w')),
    )
    expect(asked()).toBe(5)
  })

  test('are not waited for where every one is another', () => {
    const { codec, asked } = counted()
    const guard = guardOf(codec)
    for (let k = 0; k < 200; k += 1) guard(`w${k}`)
    expect([guard('w199'), guard('w199'), guard('x')]).toEqual([true, true, false])
    expect(asked()).toBe(203)
  })
})

test('fields may come in any order, and in another one than before', () => {
  const guard = guardOf(t.type({ a: t.string, b: t.number, c: t.null }))
  const orders = [
    { a: 'a', b: 1, c: null },
    { c: null, a: 'a', b: 1 },
    { b: 1, more: 1, c: null, a: 'a' },
  ]
  for (const right of [...orders, ...orders])
    expect([
      guard(right),
      ...Object.keys(right).map((name) => guard({ ...right, [name]: undefined })),
    ]).toEqual([true, ...Object.keys(right).map((name) => name === 'more')])
})

describe('the order of fields that was learned leaves nothing unasked', () => {
  const codec = t.type({ a: t.number, b: t.union([t.string, t.undefined]) })
  const after = (...before: readonly unknown[]) => {
    const guard = guardOf(codec)
    for (const value of before) expect(guard(value)).toBe(true)
    return guard
  }
  test('of a field that was left out before', () =>
    expect(after({ a: 1 }, { a: 2 })({ a: 3, b: 4 })).toBe(false))
  test('of one in whose place another came before', () => {
    const guard = after({ a: 1, x: 2 }, { a: 1, x: 3 })
    expect([guard({ a: 1, x: 4 }), guard({ a: 1, b: 5 }), guard({ a: 'a', x: 1 })]).toEqual([
      true,
      false,
      false,
    ])
  })
})
