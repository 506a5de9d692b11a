/** From every node a calm end can be reached by what happens of itself: neither a dead end nor a circle without a way out. */
import type { Row } from './rows'

/** The edges that cost nothing: those of node `k` are from `begins.at(k)` on, as far as the next one's begin. */
export interface Free {
  readonly begins: Row
  readonly to: Row
}

/**
 * The first node, by its number, from which none can; null: there is no such node. Most edges lead to a higher number,
 * so that going backwards through the numbers again and again ends soon, and no edge has to be kept the other way round.
 */
export const stuckIn = (nodes: number, { begins, to }: Free, settled: Row): number | null => {
  const good = new Uint8Array(nodes)
  for (let node = 0; node < nodes; node += 1) good[node] = settled.at(node)
  const endOf = (node: number): number => (node + 1 < nodes ? begins.at(node + 1) : to.size())
  for (let found = 1; found > 0;) {
    found = 0
    for (let node = nodes - 1; node >= 0; node -= 1) {
      if (good[node] === 1) continue
      const end = endOf(node)
      for (let k = begins.at(node); k < end && good[node] === 0; k += 1) good[node] = good[to.at(k)] as number
      found += good[node] as number
    }
  }
  const stuck = good.indexOf(0)
  return stuck === -1 ? null : stuck
}
