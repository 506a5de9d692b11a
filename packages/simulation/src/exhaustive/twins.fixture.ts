/** Two nodes with one fingerprint must have the same future: each further way to a node is held against the first one. */
import { printOf } from './canonical'
import { choicesOf } from './choice'
import { along } from './edge'
import type { Instance } from './instance'
import { rootOf } from './root'
import type { Small } from './small'

const nameOf = (small: Small): string => printOf(small).join(' ')

/** What can be done in a node, and where it leads. */
const futureOf = (small: Small): string =>
  choicesOf(small)
    .map((choice) => `${choice.is} ${nameOf(along(small, choice))}`)
    .sort()
    .join('\n')

export interface Twins {
  readonly nodes: number
  /** Ways that led to a node that was known. */
  readonly twins: number
  /** Pairs with one fingerprint and two futures. */
  readonly differ: readonly (readonly [Small, Small])[]
}

export const twinsIn = (instance: Instance, mostNodes: number): Twins => {
  const first = new Map<string, { readonly small: Small; readonly future: string }>()
  const differ: (readonly [Small, Small])[] = []
  let twins = 0
  const queue = [rootOf(instance)]
  first.set(nameOf(queue[0] as Small), { small: queue[0] as Small, future: futureOf(queue[0] as Small) })
  for (let small = queue.shift(); small !== undefined && first.size < mostNodes; small = queue.shift())
    for (const choice of choicesOf(small)) {
      const after = along(small, choice)
      const known = first.get(nameOf(after))
      if (known === undefined) {
        first.set(nameOf(after), { small: after, future: futureOf(after) })
        queue.push(after)
        continue
      }
      twins += 1
      if (known.future !== futureOf(after)) differ.push([known.small, after])
    }
  return { nodes: first.size, twins, differ }
}
