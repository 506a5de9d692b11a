/** A tree that grows leaf by leaf in a few hundred bytes: only the roots of its full subtrees are kept. */
import type { Hash } from './hash'
import { emptyRoot, leafHash, nodeHash } from './hash'

/** Owned by whoever appends. `roots`: of the full subtrees, largest first; one for each bit of `size`. */
export interface CompactRange {
  size: number
  readonly roots: Hash[]
}

export const emptyRange = (): CompactRange => ({ size: 0, roots: [] })

/** Appends a leaf that was hashed already. */
export const appendHash = (range: CompactRange, leaf: Hash): void => {
  let root = leaf
  for (let rest = range.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const before = range.roots.pop()
    if (before !== undefined) root = nodeHash(before, root)
  }
  range.roots.push(root)
  range.size += 1
}

export const appendEntry = (range: CompactRange, entry: Uint8Array): void =>
  appendHash(range, leafHash(entry))

/** The root of the tree as it stands. */
export const rootOf = ({ roots }: CompactRange): Hash => {
  let root: Hash | null = null
  for (const before of roots.toReversed()) root = root === null ? before : nodeHash(before, root)
  return root ?? emptyRoot
}
