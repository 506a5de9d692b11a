/** First in, first out; never changed, only replaced. */
interface Link<T> {
  readonly item: T
  readonly next: Link<T> | null
}

export interface Fifo<T> {
  readonly front: Link<T> | null
  readonly back: Link<T> | null
  readonly size: number
}

export const emptyFifo: Fifo<never> = { front: null, back: null, size: 0 }

const turned = <T>(back: Link<T> | null): Link<T> | null => {
  let front: Link<T> | null = null
  for (let link = back; link !== null; link = link.next) front = { item: link.item, next: front }
  return front
}

export const enqueue = <T>(fifo: Fifo<T>, item: T): Fifo<T> =>
  fifo.front === null
    ? { front: { item, next: null }, back: null, size: 1 }
    : { front: fifo.front, back: { item, next: fifo.back }, size: fifo.size + 1 }

/** The oldest item; the front is empty only when all is. */
export const oldest = <T>(fifo: Fifo<T>): T | undefined => fifo.front?.item

export const dequeue = <T>(fifo: Fifo<T>): Fifo<T> => {
  if (fifo.front === null) return fifo
  const size = fifo.size - 1
  return fifo.front.next === null
    ? { front: turned(fifo.back), back: null, size }
    : { front: fifo.front.next, back: fifo.back, size }
}
