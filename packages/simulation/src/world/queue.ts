/** What happens when: a heap by time, and by order of entry at the same time. */
import type { Message } from './message'

export interface Due {
  readonly at: number
  readonly seq: number
  readonly message: Message
}

const before = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq)

export const put = (heap: Due[], due: Due): void => {
  heap.push(due)
  let k = heap.length - 1
  while (k > 0) {
    const parent = (k - 1) >> 1
    if (!before(due, heap[parent] as Due)) break
    heap[k] = heap[parent] as Due
    k = parent
  }
  heap[k] = due
}

export const take = (heap: Due[]): Due | undefined => {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let k = 0
  for (;;) {
    let child = 2 * k + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1] as Due, heap[child] as Due)) child += 1
    if (!before(heap[child] as Due, last)) break
    heap[k] = heap[child] as Due
    k = child
  }
  heap[k] = last
  return first
}
