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

const record = (props: Readonly<Record<string, t.Mixed>>): Guard => {
  const names = Object.keys(props)
  const guards = names.map((name) => guardOf(props[name] as t.Mixed))
  return (value) => {
    if (!isRecord(value)) return false
    for (let i = 0; i < names.length; i += 1) {
      if (!(guards[i] as Guard)(value[names[i] as string])) return false
    }
    return true
  }
}

const array = (item: t.Mixed): Guard => {
  const guard = guardOf(item)
  return (value) => {
    if (!Array.isArray(value)) return false
    for (const entry of value as readonly unknown[]) if (!guard(entry)) return false
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
    case 'UnionType': {
      const guards = (c.types ?? []).map(guardOf)
      return (value) => guards.some((guard) => guard(value))
    }
    default:
      return (value) => c.is(value)
  }
}
