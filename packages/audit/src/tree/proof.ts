/** Proofs of RFC 6962 sections 2.1.1 and 2.1.2, made from the hashes of all leaves. */
import type { Hash } from './hash'
import { emptyRoot, nodeHash } from './hash'

/** The largest power of two smaller than `n`, for `n` > 1. */
const split = (n: number): number => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The root over the leaves from `from` to `to`, which is not in it. */
export const rootOfLeaves = (leaves: readonly Hash[], from = 0, to = leaves.length): Hash => {
  const n = to - from
  if (n === 0) return emptyRoot
  if (n === 1) return leaves[from] as Hash
  const k = split(n)
  return nodeHash(rootOfLeaves(leaves, from, from + k), rootOfLeaves(leaves, from + k, to))
}

const path = (leaves: readonly Hash[], index: number, from: number, to: number): Hash[] => {
  const n = to - from
  if (n <= 1) return []
  const k = split(n)
  return index < k
    ? [...path(leaves, index, from, from + k), rootOfLeaves(leaves, from + k, to)]
    : [...path(leaves, index - k, from + k, to), rootOfLeaves(leaves, from, from + k)]
}

/** That the leaf at `index` is in the tree over `leaves`; null: there is no such leaf. */
export const inclusionProof = (leaves: readonly Hash[], index: number): readonly Hash[] | null =>
  Number.isSafeInteger(index) && index >= 0 && index < leaves.length
    ? path(leaves, index, 0, leaves.length)
    : null

const subproof = (
  leaves: readonly Hash[],
  size: number,
  from: number,
  to: number,
  isWhole: boolean,
): Hash[] => {
  const n = to - from
  if (size === n) return isWhole ? [] : [rootOfLeaves(leaves, from, to)]
  const k = split(n)
  return size <= k
    ? [...subproof(leaves, size, from, from + k, isWhole), rootOfLeaves(leaves, from + k, to)]
    : [...subproof(leaves, size - k, from + k, to, false), rootOfLeaves(leaves, from, from + k)]
}

/** That the tree over the first `size` leaves is the beginning of the tree over all; null: it cannot be. */
export const consistencyProof = (leaves: readonly Hash[], size: number): readonly Hash[] | null => {
  if (!Number.isSafeInteger(size) || size < 0 || size > leaves.length) return null
  return size === 0 ? [] : subproof(leaves, size, 0, leaves.length, true)
}
