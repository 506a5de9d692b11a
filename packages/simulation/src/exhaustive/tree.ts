/** How each node was first reached: its predecessor and which of its choices it was. Five bytes take the place of a node. */
import type { Choice } from './choice'
import { choicesOf } from './choice'
import { along } from './edge'
import type { Instance } from './instance'
import { rootOf } from './root'
import { bytes, ints } from './rows'
import type { Small } from './small'

/** A part of the tree that can be gone through without the rest: some nodes of one level, and all before them. */
export interface Piece {
  /** The place of the predecessor in the piece; -1: the root, which stands first. */
  readonly from: Int32Array
  readonly ordinals: Uint8Array
  /** How many at its end are wanted. */
  readonly wanted: number
}

export interface Tree {
  readonly grow: (from: number, ordinal: number) => void
  /** Nodes are numbered level by level, in the order of their predecessors: those of a piece follow each other. */
  readonly piece: (first: number, end: number) => Piece
  readonly ordinalsTo: (node: number) => readonly number[]
}

export const seedling = (): Tree => {
  const [predecessors, ordinals] = [ints(), bytes()]
  predecessors.push(-1)
  ordinals.push(0)
  /** Predecessors of a row of nodes, each once. */
  const before = (nodes: readonly number[]): number[] => {
    const found: number[] = []
    for (const node of nodes) if (predecessors.at(node) !== found.at(-1)) found.push(predecessors.at(node))
    return found
  }
  return {
    grow: (from, ordinal) => {
      if (ordinal > 255) throw new Error(`${ordinal} choices do not fit in a byte`)
      predecessors.push(from)
      ordinals.push(ordinal)
    },
    piece: (first, end) => {
      const levels: number[][] = [Array.from({ length: end - first }, (_, k) => first + k)]
      while (levels[0]?.[0] !== 0) levels.unshift(before(levels[0] as number[]))
      const nodes = levels.flat()
      const [from, chosen] = [new Int32Array(nodes.length), new Uint8Array(nodes.length)]
      let place = 0
      for (const [k, node] of nodes.entries()) {
        while (place < k && nodes[place] !== predecessors.at(node)) place += 1
        from[k] = node === 0 ? -1 : place
        chosen[k] = ordinals.at(node)
      }
      return { from, ordinals: chosen, wanted: end - first }
    },
    ordinalsTo: (node) => {
      const way: number[] = []
      for (let at = node; at > 0; at = predecessors.at(at)) way.unshift(ordinals.at(at))
      return way
    },
  }
}

interface Open {
  readonly place: number
  readonly small: Small
  choices: readonly Choice[] | null
}

const step = (open: Open, place: number, ordinal: number): Open => {
  open.choices ??= choicesOf(open.small)
  return { place, small: along(open.small, open.choices[ordinal] as Choice), choices: null }
}

/** Makes the wanted nodes of a piece again, in their order: one way is open at a time, and each step is gone once. */
export function* revisit(instance: Instance, { from, ordinals, wanted }: Piece): Generator<Small> {
  const open: Open[] = [{ place: 0, small: rootOf(instance), choices: null }]
  for (let place = from.length - wanted; place < from.length; place += 1) {
    const way: number[] = []
    for (let at = place; at !== -1; at = from[at] as number) way.push(at)
    way.reverse()
    let same = 0
    while (same < open.length && open[same]?.place === way[same]) same += 1
    open.length = same
    for (const next of way.slice(same)) open.push(step(open.at(-1) as Open, next, ordinals[next] as number))
    yield (open.at(-1) as Open).small
  }
}
