/** What is wrong with a configuration, in words that name the key. */
import type * as t from 'io-ts'

interface Shape {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, t.Mixed>>
  readonly type?: t.Mixed
  readonly types?: readonly t.Mixed[]
}

const keysOf = (codec: t.Mixed): ReadonlyMap<string, t.Mixed> => {
  const { _tag, props, type, types } = codec as Shape
  if (props !== undefined) return new Map(Object.entries(props))
  if (_tag === 'ExactType' && type !== undefined) return keysOf(type)
  return _tag === 'IntersectionType' ? new Map((types ?? []).flatMap((each) => [...keysOf(each)])) : new Map()
}

const itemOf = (codec: t.Mixed): t.Mixed | undefined =>
  (codec as Shape)._tag === 'ArrayType' ? (codec as Shape).type : undefined

/** Paths of keys that the codec does not know, such as `timing.permitMS`. */
export const unknownKeys = (codec: t.Mixed, value: unknown, path = ''): readonly string[] => {
  const item = itemOf(codec)
  if (item !== undefined && Array.isArray(value))
    return (value as readonly unknown[]).flatMap((each, k) => unknownKeys(item, each, `${path}[${k}]`))
  const keys = keysOf(codec)
  if (keys.size === 0 || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = keys.get(key)
    const at = path === '' ? key : `${path}.${key}`
    return known === undefined ? [at] : unknownKeys(known, inner, at)
  })
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

const allNames = (codec: t.Mixed): readonly string[] => {
  const item = itemOf(codec)
  if (item !== undefined) return allNames(item)
  return [...keysOf(codec)].flatMap(([name, inner]) => [name, ...allNames(inner)])
}

/** Names that differ in case only or begin alike are what a typing error looks like. */
export const nearest = (codec: t.Mixed, path: string): string | null => {
  const name = lastName(path).toLowerCase()
  const alike = (known: string): boolean =>
    known.toLowerCase() === name || known.toLowerCase().startsWith(name.slice(0, 4))
  return allNames(codec).find(alike) ?? null
}

type Decodes = t.Decoder<unknown, unknown>

/** `exact` only wraps: what counts is what it is wrapped around. */
const kindOf = (codec: Decodes | undefined): string => {
  const { _tag = '', type } = (codec ?? {}) as Shape
  return _tag === 'ExactType' ? kindOf(type) : _tag
}

/** Members of intersections and unions appear as numbers without meaning for a reader. */
const isMember = (parent: Decodes | undefined): boolean =>
  ['IntersectionType', 'UnionType'].includes(kindOf(parent))

const pathOf = (context: t.Context): string =>
  context
    .map(({ key }, k) => ({ key, parent: context[k - 1]?.type }))
    .filter(({ key, parent }) => key !== '' && !isMember(parent))
    .map(({ key, parent }) => (kindOf(parent) === 'ArrayType' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')

/** The codec's own name of an object lists all that is in it. */
const expectedIn = (codec: Decodes | undefined): string => {
  const kind = kindOf(codec)
  if (kind === 'ArrayType') return 'a list'
  return ['InterfaceType', 'PartialType', 'IntersectionType'].includes(kind)
    ? 'an object'
    : (codec?.name ?? 'something else')
}

/** What the codec complains of: key and what was expected there; values are not repeated. */
export const complaints = (errors: t.Errors): readonly string[] => {
  const lines = errors.map(({ context }) => {
    const path = pathOf(context)
    return `${path === '' ? 'the file' : path}: expected ${expectedIn(context.at(-1)?.type)}`
  })
  return [...new Set(lines)]
}
