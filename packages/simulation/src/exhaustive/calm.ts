/** From every node a calm end can be reached by what happens of itself: neither a dead end nor a circle without a way out. */
import type { Ints } from './ints'

/** The first node, by its number, from which none can; null: there is no such node. Edges that cost nothing count. */
export const stuckIn = (
  nodes: number,
  free: { readonly from: Ints; readonly to: Ints },
  settled: Ints,
): number | null => {
  const begins = new Int32Array(nodes + 1)
  for (let k = 0; k < free.to.size(); k += 1) begins[free.to.at(k) + 1] = (begins[free.to.at(k) + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node += 1) begins[node + 1] = (begins[node + 1] ?? 0) + (begins[node] ?? 0)
  const places = begins.slice()
  const before = new Int32Array(free.from.size())
  for (let k = 0; k < free.to.size(); k += 1) {
    const to = free.to.at(k)
    before[places[to] as number] = free.from.at(k)
    places[to] = (places[to] as number) + 1
  }
  const good = new Uint8Array(nodes)
  const queue: number[] = []
  for (let k = 0; k < settled.size(); k += 1) {
    good[settled.at(k)] = 1
    queue.push(settled.at(k))
  }
  for (let node = queue.pop(); node !== undefined; node = queue.pop())
    for (let k = begins[node] as number; k < (begins[node + 1] as number); k += 1) {
      const from = before[k] as number
      if (good[from] === 1) continue
      good[from] = 1
      queue.push(from)
    }
  const stuck = good.indexOf(0)
  return stuck === -1 ? null : stuck
}
