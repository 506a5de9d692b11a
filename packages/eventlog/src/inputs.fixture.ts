/** Inputs for a codec, made from the codec itself: mostly right, sometimes wrong in one place. */
import * as fc from 'fast-check'
import type * as t from 'io-ts'

type Inspectable = t.Mixed & {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, t.Mixed>>
  readonly types?: readonly t.Mixed[]
  readonly type?: t.Mixed
  readonly value?: unknown
}

/** Values on and beside the borders of what events are made of. */
const scalars: readonly unknown[] = [
  ...[0, 1, 255, 256, -1, 1.5, -1440, 1440, 1441, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1],
  ...[Number.NaN, Infinity, '', 'text', '1', null, undefined, true, [], {}, [1], { a: 1 }],
  ...['a'.repeat(32), 'A'.repeat(32), 'a'.repeat(31), 'a'.repeat(64), 'a'.repeat(63)],
  ...['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00Z', '2026-01-31 12:00:00Z'],
]

const anything = fc.oneof(fc.constantFrom(...scalars), fc.jsonValue())

const right = (codec: t.Mixed): fc.Arbitrary<unknown> => {
  const c = codec as Inspectable
  switch (c._tag) {
    case 'LiteralType':
      return fc.constant(c.value)
    case 'StringType':
      return fc.string()
    case 'InterfaceType':
    case 'PartialType':
      return fc.record(
        Object.fromEntries(Object.entries(c.props ?? {}).map(([name, p]) => [name, inputs(p)])),
        {
          requiredKeys: c._tag === 'PartialType' ? [] : Object.keys(c.props ?? {}),
        },
      )
    case 'ArrayType':
      return fc.array(inputs(c.type as t.Mixed), { maxLength: 3 })
    case 'TupleType':
      return fc.tuple(...(c.types ?? []).map(inputs))
    case 'UnionType':
      return fc.oneof(...(c.types ?? []).map(inputs))
    default: {
      const fitting = scalars.filter((value) => c.is(value))
      return fitting.length === 0 ? anything : fc.constantFrom(...fitting)
    }
  }
}

/** One field too few, one too many, or an item too many. */
const bent = (value: unknown): fc.Arbitrary<unknown> => {
  if (Array.isArray(value)) return fc.constant([...(value as unknown[]), 1])
  if (typeof value !== 'object' || value === null) return fc.constant(value)
  const names = Object.keys(value)
  const fewer = names.map((name) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)))
  return fc.constantFrom({ ...value, more: 1 }, ...fewer)
}

export const inputs = (codec: t.Mixed): fc.Arbitrary<unknown> =>
  fc.oneof(
    { arbitrary: right(codec), weight: 60 },
    { arbitrary: fc.constant(codec).chain(right).chain(bent), weight: 1 },
    { arbitrary: anything, weight: 1 },
  )
