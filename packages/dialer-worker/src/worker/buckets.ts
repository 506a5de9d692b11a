/** A map by random ids that is never changed: putting something in copies a small part of it, not the whole. */

export interface Buckets<K extends string, V> {
  readonly size: number
  readonly parts: readonly ReadonlyMap<K, V>[]
  readonly has: (key: K) => boolean
  readonly get: (key: K) => V | undefined
  readonly values: () => IterableIterator<V>
}

/** By the last two hex digits of the id. */
const parts = 256
const partOf = (key: string): number => parseInt(key.slice(-2), 16)

/** Ends with the last one there is: most of the time there are few, and every step of a worker asks. */
function* all<K, V>(of: readonly ReadonlyMap<K, V>[], size: number): IterableIterator<V> {
  let left = size
  for (let k = 0; left > 0; k += 1) {
    const part = of[k]
    if (part === undefined) return
    left -= part.size
    if (part.size > 0) yield* part.values()
  }
}

const made = <K extends string, V>(of: readonly ReadonlyMap<K, V>[], size: number): Buckets<K, V> => ({
  size,
  parts: of,
  has: (key) => of[partOf(key)]?.has(key) === true,
  get: (key) => of[partOf(key)]?.get(key),
  values: () => all(of, size),
})

export const noBuckets = <K extends string, V>(): Buckets<K, V> =>
  made(new Array<ReadonlyMap<K, V>>(parts).fill(new Map()), 0)

export const put = <K extends string, V>(of: Buckets<K, V>, key: K, value: V): Buckets<K, V> => {
  const at = partOf(key)
  const part = new Map(of.parts[at]).set(key, value)
  return made(of.parts.with(at, part), of.size + (of.has(key) ? 0 : 1))
}

export const without = <K extends string, V>(of: Buckets<K, V>, key: K): Buckets<K, V> => {
  if (!of.has(key)) return of
  const at = partOf(key)
  const part = new Map(of.parts[at])
  part.delete(key)
  return made(of.parts.with(at, part), of.size - 1)
}
