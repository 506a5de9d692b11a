/** Which nodes were met: 64 bits of each, found by open addressing. Two nodes with the same 64 bits would be one. */
import { words } from './rows'

export interface Seen {
  readonly size: () => number
  /** The number of the node, by its fingerprint; a new one gets the next number. */
  readonly add: (a: number, b: number) => number
}

export const nothingSeenYet = (): Seen => {
  const [first, second] = [words(), words()]
  let mask = (1 << 12) - 1
  /** A node's number plus one; 0: free. */
  let slots = new Uint32Array(mask + 1)

  const slotOf = (a: number, b: number): number => {
    let at = a & mask
    for (let known = slots[at] as number; known !== 0; known = slots[at] as number) {
      if (first.at(known - 1) === a && second.at(known - 1) === b) break
      at = (at + 1) & mask
    }
    return at
  }

  const grow = (): void => {
    mask = mask * 2 + 1
    slots = new Uint32Array(mask + 1)
    for (let node = 0; node < first.size(); node += 1) {
      let at = first.at(node) & mask
      while (slots[at] !== 0) at = (at + 1) & mask
      slots[at] = node + 1
    }
  }

  return {
    size: first.size,
    add: (a, b) => {
      const at = slotOf(a, b)
      const known = slots[at] as number
      if (known !== 0) return known - 1
      first.push(a)
      second.push(b)
      slots[at] = first.size()
      if (first.size() * 3 > mask * 2) grow()
      return first.size() - 1
    },
  }
}
