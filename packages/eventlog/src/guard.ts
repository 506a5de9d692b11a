/**
 * A quick yes in front of a codec: true only for values that the codec would return unchanged. On no, the codec
 * runs and gives its errors. Composed of closures, so it works where code generation is forbidden.
 */
import type * as t from 'io-ts'

export type Guard = (value: unknown) => boolean

type Inspectable = t.Mixed & {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, t.Mixed>>
  readonly types?: readonly t.Mixed[]
  readonly type?: t.Mixed
  readonly value?: unknown
  readonly predicate?: (value: unknown) => boolean
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Asks for each field by its name. Finding a field costs more than looking at it. */
const byName = (value: Readonly<Record<string, unknown>>, fields: ReadonlyMap<string, Guard>): boolean => {
  for (const [name, guard] of fields) if (!guard(value[name])) return false
  return true
}

/**
 * Records of one type come in the same order of fields, which is learned from the last one that fitted: `for in`
 * finds fields by their places. Whatever comes in another order, or with more, is asked by name.
 */
const record = (props: Readonly<Record<string, t.Mixed>>): Guard => {
  const fields = new Map(Object.keys(props).map((name) => [name, guardOf(props[name] as t.Mixed)]))
  let names: readonly string[] = [...fields.keys()]
  let guards: readonly Guard[] = [...fields.values()]
  const learn = (value: Readonly<Record<string, unknown>>): void => {
    const order = Object.keys(value)
    if (order.length !== fields.size) return
    const found = order.flatMap((name) => fields.get(name) ?? [])
    if (found.length === order.length) [names, guards] = [order, found]
  }
  return (value) => {
    if (!isRecord(value)) return false
    let k = 0
    for (const name in value) {
      if (name !== names[k]) break
      if (!(guards[k] as Guard)(value[name])) return false
      k += 1
    }
    if (k === names.length) return true
    if (!byName(value, fields)) return false
    learn(value)
    return true
  }
}

const array = (item: t.Mixed): Guard => {
  const guard = guardOf(item)
  return (value) => {
    if (!Array.isArray(value)) return false
    for (let k = 0; k < value.length; k += 1) if (!guard(value[k])) return false
    return true
  }
}

const tuple = (items: readonly t.Mixed[]): Guard => {
  const guards = items.map(guardOf)
  return (value) => {
    if (!Array.isArray(value) || value.length !== guards.length) return false
    for (let i = 0; i < guards.length; i += 1) if (!(guards[i] as Guard)(value[i])) return false
    return true
  }
}

const union = (members: readonly t.Mixed[]): Guard => {
  const guards = members.map(guardOf)
  return (value) => {
    for (let k = 0; k < guards.length; k += 1) if ((guards[k] as Guard)(value)) return true
    return false
  }
}

/** So many different words one after the other: it is not a word that comes again. */
const differentAtMost = 64

/** A stream says some words again and again, such as who dials: one that was just accepted is not read anew. */
const asked = (codec: t.Mixed): Guard => {
  let accepted: string | null = null
  let different = 0
  return (value) => {
    if (typeof value !== 'string' || different > differentAtMost) return codec.is(value)
    if (value === accepted) {
      different = 0
      return true
    }
    if (!codec.is(value)) return false
    accepted = value
    different += 1
    return true
  }
}

/** The guard of an io-ts codec. A kind it does not know falls back to the codec's own `is`. */
export const guardOf = (codec: t.Mixed): Guard => {
  const c = codec as Inspectable
  switch (c._tag) {
    case 'StringType':
      return (value) => typeof value === 'string'
    case 'BooleanType':
      return (value) => typeof value === 'boolean'
    case 'NullType':
      return (value) => value === null
    case 'LiteralType':
      return (value) => value === c.value
    case 'InterfaceType':
      return record(c.props ?? {})
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return array(c.type as t.Mixed)
    case 'ReadonlyType':
      return guardOf(c.type as t.Mixed)
    case 'TupleType':
      return tuple(c.types ?? [])
    case 'UnionType':
      return union(c.types ?? [])
    default:
      return asked(c)
  }
}
