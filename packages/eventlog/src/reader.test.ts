import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { guardOf } from './guard'
import { inputs } from './inputs.fixture'
import { readerOf } from './reader'

const Placed = t.type({
  at: t.string,
  n: t.number,
  end: t.union([t.string, t.null]),
  list: t.array(t.string),
})
const right = { at: 'noon', n: 1, end: null, list: ['a'] }

describe('the reader of a type', () => {
  const read = readerOf('Placed', Placed)

  test('says yes only where the guard does, and then makes the event with all that there is', () => {
    const guard = guardOf(Placed)
    let read1 = 0
    fc.assert(
      fc.property(inputs(Placed), (data) => {
        const event = read(data)
        if (event === null) return
        read1 += 1
        expect(guard(data)).toBe(true)
        expect(event).toEqual({ type: 'Placed', ...(data as object) })
        expect(event).not.toBe(data)
      }),
      { numRuns: 1_000 },
    )
    expect(read1).toBeGreaterThan(20)
  })

  test.each<readonly [string, unknown]>([
    ['a field too many', { ...right, more: 1 }],
    ['a field too few', { at: 'noon', n: 1, end: null }],
    ['a field of another kind', { ...right, n: '1' }],
    ['a list', []],
    ['nothing', null],
    ['a text', 'Placed'],
  ])('leaves to others what is not just so: %s', (_, data) => expect(read(data)).toBeNull())

  test('takes the fields in any order', () => {
    expect(read({ list: [], end: 'x', n: 2, at: 'a' })).toEqual({
      ...{ type: 'Placed', at: 'a', n: 2, end: 'x', list: [] },
    })
  })
})

test.each<readonly [string, t.Mixed, unknown]>([
  ['a field that has the name of the tag', t.type({ type: t.string }), { type: 'mine' }],
  [
    'a field that would set the prototype',
    t.type({ ['__proto__']: t.string }),
    JSON.parse('{"__proto__":"a"}'),
  ],
  [
    'what is no plain record',
    t.intersection([t.type({ a: t.string }), t.partial({ b: t.number })]),
    { a: '' },
  ],
  [
    'what is no plain record, though nothing is in it',
    t.intersection([t.type({ a: t.string }), t.partial({ b: t.number })]),
    {},
  ],
])('no code is written for %s', (_, codec, data) => expect(readerOf('Placed', codec)(data)).toBeNull())

test('names stand in the code as texts, whatever is in them', () => {
  const strange = `"]; throw 1 //\n\\ \u2028`
  const read = readerOf(strange, t.type({ [strange]: t.number }))
  expect(read({ [strange]: 1 })).toEqual({ type: strange, [strange]: 1 })
})

test('no fields: a record is read, a list is not', () => {
  const read = readerOf('Empty', t.type({}))
  expect([read({}), read([]), read({ a: 1 })]).toEqual([{ type: 'Empty' }, null, null])
})

test('where a program may not make code, everything is left to others', () => {
  const { Function: allowed } = globalThis
  const forbidden = function (): never {
    throw new EvalError('Code generation from strings disallowed for this context')
  }
  globalThis.Function = forbidden as unknown as FunctionConstructor
  try {
    expect(readerOf('Placed', Placed)(right)).toBeNull()
  } finally {
    globalThis.Function = allowed
  }
  expect(readerOf('Placed', Placed)(right)).toEqual({ type: 'Placed', ...right })
})
