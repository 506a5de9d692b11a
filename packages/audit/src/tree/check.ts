/** Checking proofs with nothing but roots at hand (the algorithms of RFC 9162 section 2.1.3.2 and 2.1.4.2). */
import type { Hash } from './hash'
import { emptyRoot, nodeHash } from './hash'

const isEven = (n: number): boolean => n % 2 === 0
const half = (n: number): number => Math.floor(n / 2)

export interface Included {
  readonly leaf: Hash
  readonly index: number
  readonly size: number
  readonly root: Hash
}

export const isIncluded = ({ leaf, index, size, root }: Included, proof: readonly Hash[]): boolean => {
  if (index < 0 || index >= size) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return false
    if (!isEven(at) || at === last) {
      hash = nodeHash(beside, hash)
      while (isEven(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, beside)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && hash.equals(root)
}

export interface Head {
  readonly size: number
  readonly root: Hash
}

const isPowerOfTwo = (n: number): boolean => {
  let k = 1
  while (k < n) k *= 2
  return k === n
}

/** Walks up from the last leaf of the older tree, keeping the roots that both trees should have. */
const walk = (older: Head, newer: Head, proof: readonly Hash[]): boolean => {
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (!isEven(at)) [at, last] = [half(at), half(last)]
  let [old, now] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (!isEven(at) || at === last) {
      ;[old, now] = [nodeHash(beside, old), nodeHash(beside, now)]
      while (isEven(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else now = nodeHash(now, beside)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && old.equals(older.root) && now.equals(newer.root)
}

/** Whether the older tree is the beginning of the newer one. */
export const isConsistent = (older: Head, newer: Head, proof: readonly Hash[]): boolean => {
  if (older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root)
  return older.size === 0 ? proof.length === 0 && older.root.equals(emptyRoot) : walk(older, newer, proof)
}
