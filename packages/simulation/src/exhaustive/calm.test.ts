/** Dead ends and circles without a way out are found, and nothing else. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { stuckIn } from './calm'
import { bytes, ints } from './rows'

const stuck = (edges: readonly (readonly number[])[], settled: readonly number[]): number | null => {
  const free = { begins: ints(), to: ints() }
  const rests = bytes()
  for (const [node, to] of edges.entries()) {
    free.begins.push(free.to.size())
    for (const there of to) free.to.push(there)
    rests.push(settled.includes(node) ? 1 : 0)
  }
  return stuckIn(edges.length, free, rests)
}

test('a dead end, a circle, and a circle with a way out', () => {
  expect(stuck([[1], [2], []], [2])).toBeNull()
  expect(stuck([[1, 2], [], []], [2])).toBe(1)
  expect(stuck([[1, 3], [2], [1], []], [3])).toBe(1)
  expect(stuck([[1], [2], [1, 0, 3], []], [3])).toBeNull()
})

/** By its meaning: whatever can be reached from a node. */
const canRest = (
  edges: readonly (readonly number[])[],
  settled: readonly number[],
  from: number,
): boolean => {
  const met = new Set([from])
  for (const node of met) for (const there of edges[node] ?? []) met.add(there)
  return settled.some((node) => met.has(node))
}

test('the first node from which nothing that is settled can be reached', () => {
  const node = fc.nat({ max: 11 })
  const graphs = fc.array(fc.array(node, { maxLength: 3 }), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(graphs, fc.array(node, { maxLength: 3 }), (edges, settled) => {
      const first = edges.findIndex((_, from) => !canRest(edges, settled, from))
      expect(stuck(edges, settled)).toBe(first === -1 ? null : first)
    }),
  )
})
