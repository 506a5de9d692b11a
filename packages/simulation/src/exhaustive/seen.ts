/** Which nodes were met: 64 bits of each, in a table that grows. Two nodes with the same 64 bits would be one. */

export interface Seen {
  readonly size: () => number
  /** The number of the node, by its fingerprint; a new one gets the next number, and `isNew` says so. */
  readonly add: (print: readonly [number, number]) => { readonly node: number; readonly isNew: boolean }
}

export const nothingSeenYet = (): Seen => {
  let mask = (1 << 16) - 1
  let high = new Uint32Array(mask + 1)
  let low = new Uint32Array(mask + 1)
  /** The node's number plus one; 0: free. */
  let nodes = new Uint32Array(mask + 1)
  let size = 0

  const placeOf = (a: number, b: number): number => {
    let at = a & mask
    while (nodes[at] !== 0 && (high[at] !== a || low[at] !== b)) at = (at + 1) & mask
    return at
  }

  const grow = (): void => {
    const [h, l, n] = [high, low, nodes]
    mask = mask * 2 + 1
    high = new Uint32Array(mask + 1)
    low = new Uint32Array(mask + 1)
    nodes = new Uint32Array(mask + 1)
    for (let k = 0; k < n.length; k += 1) {
      if (n[k] === 0) continue
      const at = placeOf(h[k] as number, l[k] as number)
      high[at] = h[k] as number
      low[at] = l[k] as number
      nodes[at] = n[k] as number
    }
  }

  return {
    size: () => size,
    add: ([a, b]) => {
      const at = placeOf(a, b)
      const known = nodes[at] as number
      if (known !== 0) return { node: known - 1, isNew: false }
      high[at] = a
      low[at] = b
      size += 1
      nodes[at] = size
      if (size * 2 > mask) grow()
      return { node: size - 1, isNew: true }
    },
  }
}
