/** Whole numbers in a row that grows by blocks: nothing is copied when it does, and each takes no more than its bytes. */

type Block = Int32Array | Uint32Array | Uint8Array

export interface Row {
  readonly push: (n: number) => void
  readonly at: (k: number) => number
  readonly size: () => number
}

const bits = 16
const room = 1 << bits

const rowOf = (fresh: () => Block): Row => {
  const blocks: Block[] = []
  let last: Block = fresh()
  let size = 0
  return {
    push: (n) => {
      const place = size & (room - 1)
      if (place === 0) {
        last = size === 0 ? last : fresh()
        blocks.push(last)
      }
      last[place] = n
      size += 1
    },
    at: (k) => (blocks[k >>> bits] as Block)[k & (room - 1)] as number,
    size: () => size,
  }
}

/** Four bytes each, with a sign. */
export const ints = (): Row => rowOf(() => new Int32Array(room))

/** Four bytes each, from zero on. */
export const words = (): Row => rowOf(() => new Uint32Array(room))

/** One byte each. */
export const bytes = (): Row => rowOf(() => new Uint8Array(room))
