/** What is due next, in O(log n): a leftist heap that is never changed, only replaced. Ties go by insertion. */
interface Node<T> {
  readonly rank: number
  readonly at: number
  readonly nth: number
  readonly item: T
  readonly left: Node<T> | null
  readonly right: Node<T> | null
}

export interface Heap<T> {
  readonly root: Node<T> | null
  readonly inserted: number
}

export const emptyHeap: Heap<never> = { root: null, inserted: 0 }

const rankOf = <T>(node: Node<T> | null): number => (node === null ? 0 : node.rank)

const joined = <T>(top: Node<T>, a: Node<T> | null, b: Node<T> | null): Node<T> => {
  const [left, right] = rankOf(a) >= rankOf(b) ? [a, b] : [b, a]
  return { rank: rankOf(right) + 1, at: top.at, nth: top.nth, item: top.item, left, right }
}

const merge = <T>(a: Node<T> | null, b: Node<T> | null): Node<T> | null => {
  if (a === null) return b
  if (b === null) return a
  const aFirst = a.at < b.at || (a.at === b.at && a.nth < b.nth)
  return aFirst ? joined(a, a.left, merge(a.right, b)) : joined(b, b.left, merge(b.right, a))
}

export const push = <T>(heap: Heap<T>, at: number, item: T): Heap<T> => {
  const node: Node<T> = { rank: 1, at, nth: heap.inserted, item, left: null, right: null }
  return { root: merge(heap.root, node), inserted: heap.inserted + 1 }
}

export const peek = <T>(heap: Heap<T>): { readonly at: number; readonly item: T } | null => heap.root

export const pop = <T>(heap: Heap<T>): Heap<T> =>
  heap.root === null ? heap : { root: merge(heap.root.left, heap.root.right), inserted: heap.inserted }
