/** Breadth first over all nodes of an instance: the shortest way to a broken promise, or the end of the search. */
import type { Broken } from '../observe/observer'
import { printOf } from './canonical'
import type { Choice } from './choice'
import { choicesOf } from './choice'
import { along } from './edge'
import type { Expanded } from './expand'
import { expand } from './expand'
import type { Breach } from './graph'
import { graphFrom } from './graph'
import type { Instance } from './instance'
import { rootOf } from './root'
import type { Small } from './small'
import type { Piece } from './tree'

export interface Searched {
  readonly instance: Instance
  readonly nodes: number
  readonly edges: number
  readonly depth: number
  readonly ms: number
  /** Every node was met and every edge gone. */
  readonly ended: boolean
  readonly broken: Broken | null
  /** The shortest way there. */
  readonly story: readonly Choice[]
  /** Nodes in which nothing is owed any more. */
  readonly settled: number
}

export interface Patience {
  readonly mostNodes: number
  readonly mostMs: number
  /** Told after every level. */
  readonly onLevel?: (depth: number, nodes: number, frontier: number) => void
}

/** A search that somebody else expands the nodes for, level by level. */
export interface Searching {
  /** What is to be expanded next, a first node and an end; nothing: the search is over. */
  readonly level: () => Generator<readonly [number, number]>
  readonly piece: (first: number, end: number) => Piece
  /** In the order of the level; edges to new nodes are written into `fresh`. False: no more. */
  readonly take: (expanded: Expanded, fresh: number[]) => boolean
  readonly result: () => Searched
}

/** Nodes in a piece: so many that most steps of the ways to them are gone once. */
const together = 512

const choicesAlong = (instance: Instance, ordinals: readonly number[]): readonly Choice[] => {
  let small = rootOf(instance)
  return ordinals.map((ordinal, k) => {
    const choice = choicesOf(small)[ordinal] as Choice
    // The last one may be the one that breaks.
    if (k < ordinals.length - 1) small = along(small, choice)
    return choice
  })
}

export const searching = (instance: Instance, patience: Patience): Searching => {
  const began = Date.now()
  const root = rootOf(instance)
  const graph = graphFrom(printOf(root))
  let breach: Breach | null =
    root.observer.broken === null ? null : { broken: root.observer.broken, ordinals: [] }
  let [depth, end, isTooMuch] = [-1, 0, false]

  const isOver = (): boolean => breach !== null || isTooMuch || end === graph.size()

  function* level(): Generator<readonly [number, number]> {
    if (isOver()) return
    if (depth >= 0) patience.onLevel?.(depth + 1, graph.size(), graph.size() - end)
    depth += 1
    const begin = end
    end = graph.size()
    for (let first = begin; first < end; first += together) yield [first, Math.min(end, first + together)]
  }

  return {
    level,
    piece: graph.piece,
    take: (expanded, fresh) => {
      breach ??= graph.take(expanded, fresh)
      isTooMuch ||= graph.size() > patience.mostNodes || Date.now() - began > patience.mostMs
      return breach === null && !isTooMuch
    },
    result: () => {
      const ended = !isTooMuch || breach !== null
      const found = breach ?? (ended ? graph.stuck() : null)
      return {
        instance,
        nodes: graph.size(),
        edges: graph.edges(),
        depth: Math.max(0, depth),
        ms: Date.now() - began,
        ended,
        broken: found?.broken ?? null,
        story: choicesAlong(instance, found?.ordinals ?? []),
        settled: graph.atRest(),
      }
    },
  }
}

/** In one thread, with the nodes themselves of the newest level: for small instances. */
export const search = (instance: Instance, patience: Patience): Searched => {
  const going = searching(instance, patience)
  for (let frontier = [rootOf(instance)]; frontier.length > 0;) {
    const next: Small[] = []
    for (const [first, end] of going.level()) {
      const [afters, fresh]: [Small[], number[]] = [[], []]
      if (!going.take(expand(frontier.splice(0, end - first), afters), fresh)) return going.result()
      for (const edge of fresh) next.push(afters[edge] as Small)
    }
    frontier = next
  }
  return going.result()
}
