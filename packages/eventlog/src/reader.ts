/**
 * Reading one type of event in one go: checked, and made with its tag, by code that is written for its fields. Null:
 * not so quickly; the guard and the codec decide then. Where a program may not make code, that is always the answer.
 */
import type * as t from 'io-ts'
import type { Guard } from './guard'
import { guardOf } from './guard'

export type Reader = (data: unknown) => object | null

const never: Reader = () => null

/** Inside a literal the one would set the prototype; the other is the tag's own name. */
const special = new Set(['__proto__', 'type'])

/**
 * `guards[k](v)` is asked at a place of its own in the code, which the engine then makes one with it. Names and type come
 * from the program's own declarations, and stand in the code as texts.
 */
const sourceOf = (type: string, names: readonly string[]): string => {
  const fields = names.map(
    (name, k) => `const v${k} = d[${JSON.stringify(name)}]; if (!g${k}(v${k})) return null`,
  )
  const literal = names.map((name, k) => `${JSON.stringify(name)}: v${k}`)
  return `
    const [${names.map((_, k) => `g${k}`).join(', ')}] = guards
    return (d) => {
      if (typeof d !== 'object' || d === null || Array.isArray(d)) return null
      ${fields.join('\n')}
      let n = 0
      for (const name in d) n += 1
      return n === ${names.length} ? { type: ${JSON.stringify(type)}, ${literal.join(', ')} } : null
    }`
}

/** What has more fields than it needs is left to others: nothing of it may be lost. */
export const readerOf = (type: string, data: t.Mixed & { readonly props?: t.Props }): Reader => {
  const { _tag, props = {} } = data as typeof data & { readonly _tag?: string }
  const names = Object.keys(props)
  if (_tag !== 'InterfaceType' || names.some((name) => special.has(name))) return never
  const guards = names.map((name) => guardOf(props[name] as t.Mixed))
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- nothing of any event is in it
    return (new Function('guards', sourceOf(type, names)) as (guards: readonly Guard[]) => Reader)(guards)
  } catch {
    return never
  }
}
