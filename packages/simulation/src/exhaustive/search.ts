/** Breadth first over all nodes of an instance: the shortest way to a broken promise, or the end of the search. */
import type { Broken } from '../observe/observer'
import { owed } from '../observe/calm'
import { emptyOf, begin } from './begin'
import { printOf } from './canonical'
import type { Choice } from './choice'
import { choicesOf } from './choice'
import { along } from './edge'
import type { Instance } from './instance'
import { asWorld } from './judge'
import { ints } from './ints'
import { nothingSeenYet } from './seen'
import { stuckIn } from './calm'
import type { Small } from './small'

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

/** Where every search of the instance begins. */
export const rootOf = (instance: Instance): Small => {
  let small = emptyOf(instance)
  if (!instance.begun) {
    for (let worker = 0; worker < instance.workers; worker += 1) begin(small, worker)
    return small
  }
  begin(small, 0)
  for (;;) {
    const choice = choicesOf(small).find(({ is, costs }) => costs === null && is !== 'time')
    if (choice === undefined) break
    small = along(small, choice)
  }
  for (let worker = 1; worker < instance.workers; worker += 1) begin(small, worker)
  return small
}

const isSettled = (small: Small): boolean => small.messages.length === 0 && owed(asWorld(small)) === null

export const search = (instance: Instance, patience: Patience): Searched => {
  const began = Date.now()
  const seen = nothingSeenYet()
  const parents = ints()
  const ordinals = ints()
  const free = { from: ints(), to: ints() }
  const settled = ints()
  let frontier: { readonly node: number; readonly small: Small }[] = []
  let [edges, depth] = [0, 0]

  const wayTo = (node: number): readonly Choice[] => {
    const steps: number[] = []
    for (let at = node; at > 0; at = parents.at(at)) steps.unshift(ordinals.at(at))
    let small = rootOf(instance)
    return steps.map((ordinal) => {
      const choice = choicesOf(small)[ordinal] as Choice
      small = along(small, choice)
      return choice
    })
  }
  const result = (ended: boolean, broken: Broken | null, story: readonly Choice[]): Searched => ({
    instance,
    nodes: seen.size(),
    edges,
    depth,
    ms: Date.now() - began,
    ended,
    broken,
    story,
    settled: settled.size(),
  })

  const root = rootOf(instance)
  seen.add(printOf(root))
  parents.push(0)
  ordinals.push(0)
  if (root.observer.broken !== null) return result(true, root.observer.broken, [])
  frontier.push({ node: 0, small: root })
  while (frontier.length > 0) {
    const next: typeof frontier = []
    for (let k = 0; k < frontier.length; k += 1) {
      const { node, small } = frontier[k] as (typeof frontier)[number]
      frontier[k] = undefined as never
      const choices = choicesOf(small)
      if (isSettled(small)) settled.push(node)
      for (let ordinal = 0; ordinal < choices.length; ordinal += 1) {
        const choice = choices[ordinal] as Choice
        edges += 1
        let after: Small
        try {
          after = along(small, choice)
        } catch (error) {
          return result(true, { promise: 'defect', says: String(error) }, [...wayTo(node), choice])
        }
        if (after.observer.broken !== null)
          return result(true, after.observer.broken, [...wayTo(node), choice])
        const { node: there, isNew } = seen.add(printOf(after))
        if (choice.costs === null) {
          free.from.push(node)
          free.to.push(there)
        }
        if (!isNew) continue
        parents.push(node)
        ordinals.push(ordinal)
        next.push({ node: there, small: after })
      }
      if (seen.size() > patience.mostNodes || (k % 256 === 0 && Date.now() - began > patience.mostMs))
        return result(false, null, [])
    }
    frontier = next
    if (next.length > 0) depth += 1
    patience.onLevel?.(depth, seen.size(), next.length)
  }
  const stuck = stuckIn(seen.size(), free, settled)
  if (stuck === null) return result(true, null, [])
  return result(
    true,
    { promise: 'calm', says: 'from here on nothing that can happen leads to an end of all that is owed' },
    wayTo(stuck),
  )
}
