/** Writes a node down as whole numbers, ids renamed in the order in which they come by, and makes a fingerprint of it. */

/** Longer than any node is. */
const room = 16_384

export interface Ink {
  readonly put: (n: number) => void
  readonly flag: (b: boolean) => void
  /** The number of an id: by its first appearance. */
  readonly id: (id: string) => void
  readonly rank: (id: string) => number
}

/** 64 bits in two halves. */
export type Print = readonly [number, number]

export interface Page extends Ink {
  readonly clear: () => void
  readonly print: () => Print
}

const mix = (h: number, n: number, by: number): number => {
  const k = Math.imul(h ^ n, by)
  return k ^ (k >>> 15)
}

const finish = (h: number): number => {
  let x = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

export const emptyPage = (): Page => {
  const page = new Int32Array(room)
  let used = 0
  let names: string[] = []
  const put = (n: number): void => {
    if (used === room) throw new Error('a node that does not fit on its page')
    page[used] = n
    used += 1
  }
  const rank = (id: string): number => {
    const known = names.indexOf(id)
    return known === -1 ? names.push(id) - 1 : known
  }
  return {
    put,
    flag: (b) => {
      put(b ? 1 : 0)
    },
    rank,
    id: (id) => {
      put(rank(id))
    },
    clear: () => {
      used = 0
      names = []
    },
    print: () => {
      let [a, b] = [0x811c9dc5, 0x1b873593]
      for (let k = 0; k < used; k += 1) {
        const n = page[k] as number
        a = mix(a, n, 0x01000193)
        b = mix(b, n, 0x9e3779b1)
      }
      return [finish(a ^ used), finish(b + used)]
    },
  }
}
