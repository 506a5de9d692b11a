/** Every edge of some nodes, as numbers: the fingerprints where they lead, what costs nothing, and a promise that broke. */
import { owed } from '../observe/calm'
import type { Broken } from '../observe/observer'
import { printOf } from './canonical'
import { choicesOf } from './choice'
import { along } from './edge'
import { asWorld } from './judge'
import type { Small } from './small'

export interface Expanded {
  /** How many edges each node has. */
  readonly edges: Uint8Array
  /** Of each node: nothing is owed any more. */
  readonly settled: Uint8Array
  /** Of each edge: two halves of the fingerprint. */
  readonly prints: Uint32Array
  /** Of each edge: 1 where it costs nothing. */
  readonly free: Uint8Array
  /** By the edge behind the last one; the nodes behind it are left out. */
  readonly broken: Broken | null
}

const isSettled = (small: Small): boolean => small.messages.length === 0 && owed(asWorld(small)) === null

/** `afters`: where the nodes themselves are wanted too, those that the edges lead to. */
export const expand = (smalls: Iterable<Small>, afters: Small[] | null = null): Expanded => {
  const [edges, settled, prints, free] = [[], [], [], []] as [number[], number[], number[], number[]]
  let broken: Broken | null = null
  for (const small of smalls) {
    settled.push(isSettled(small) ? 1 : 0)
    const choices = choicesOf(small)
    let made = 0
    for (const choice of choices) {
      try {
        const after = along(small, choice)
        broken = after.observer.broken
        if (broken !== null) break
        prints.push(...printOf(after))
        afters?.push(after)
      } catch (error) {
        broken = { promise: 'defect', says: String(error) }
        break
      }
      free.push(choice.costs === null ? 1 : 0)
      made += 1
    }
    edges.push(made)
    if (broken !== null) break
  }
  return {
    edges: Uint8Array.from(edges),
    settled: Uint8Array.from(settled),
    prints: Uint32Array.from(prints),
    free: Uint8Array.from(free),
    broken,
  }
}
