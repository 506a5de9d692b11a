/** What is kept of the nodes that were met, a few dozen bytes for each: fingerprints, the tree, and edges that cost nothing. */
import type { Broken } from '../observe/observer'
import { stuckIn } from './calm'
import type { Expanded } from './expand'
import type { Print } from './ink'
import { bytes, ints } from './rows'
import { nothingSeenYet } from './seen'
import type { Piece } from './tree'
import { seedling } from './tree'

/** A promise that breaks, and the shortest way there: which of its choices was made in each node. */
export interface Breach {
  readonly broken: Broken
  readonly ordinals: readonly number[]
}

export interface Graph {
  readonly size: () => number
  readonly edges: () => number
  /** Nodes in which nothing is owed any more. */
  readonly atRest: () => number
  readonly piece: (first: number, end: number) => Piece
  /** The edges of the next nodes; which of them lead to new ones is written into `fresh`. */
  readonly take: (expanded: Expanded, fresh: number[]) => Breach | null
  /** Asked when all edges are known. */
  readonly stuck: () => Breach | null
}

const noCalm: Broken = {
  promise: 'calm',
  says: 'from here on nothing that can happen leads to an end of all that is owed',
}

export const graphFrom = (root: Print): Graph => {
  const [seen, tree, settled] = [nothingSeenYet(), seedling(), bytes()]
  const free = { begins: ints(), to: ints() }
  let [edges, atRest] = [0, 0]
  seen.add(...root)

  const take = (expanded: Expanded, fresh: number[]): Breach | null => {
    const { prints } = expanded
    let edge = 0
    for (const [k, many] of expanded.edges.entries()) {
      const node = settled.size()
      free.begins.push(free.to.size())
      settled.push(expanded.settled[k] as number)
      atRest += expanded.settled[k] as number
      for (let ordinal = 0; ordinal < many; ordinal += 1, edge += 1) {
        const known = seen.size()
        const there = seen.add(prints[edge * 2] as number, prints[edge * 2 + 1] as number)
        if (expanded.free[edge] === 1) free.to.push(there)
        if (there < known) continue
        tree.grow(node, ordinal)
        fresh.push(edge)
      }
      edges += many
    }
    const { broken } = expanded
    if (broken === null) return null
    edges += 1
    const last = expanded.edges.at(-1) as number
    return { broken, ordinals: [...tree.ordinalsTo(settled.size() - 1), last] }
  }

  return {
    size: seen.size,
    edges: () => edges,
    atRest: () => atRest,
    piece: tree.piece,
    take,
    stuck: () => {
      const stuck = stuckIn(seen.size(), free, settled)
      return stuck === null ? null : { broken: noCalm, ordinals: tree.ordinalsTo(stuck) }
    },
  }
}
