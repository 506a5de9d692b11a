/** A broken seed becomes the shortest list of faults that still breaks it, and a story that can be read. */
import { expect, test } from '@jest/globals'
import type { Fault } from '../plan/fault'
import { planOf } from '../plan/draw'
import { diagramOf, storyOf } from './diagram'
import type { Ran } from './run'
import { run } from './run'
import { shrink } from './shrink'

const at = (ms: number, is: 'delete' | 'import'): Fault => ({ when: { is: 'at', ms }, does: { is } })

/** Breaks where two chosen faults come together, whatever else there is. */
const breaksByTwo: typeof run = (plan) => {
  const has = (ms: number): boolean => plan.faults.some(({ when }) => when.is === 'at' && when.ms === ms)
  const broken = has(3) && has(7) ? { promise: 'G1', says: 'both' } : null
  const ran: Ran = { plan, broken, fingerprint: '', steps: 0, ms: 0, counts: new Map(), story: [] }
  return ran
}

test('only the faults that it takes are left', () => {
  const faults = Array.from({ length: 10 }, (_, ms) => at(ms, 'import'))
  const { plan, broken } = shrink({ ...planOf(1), faults }, {}, breaksByTwo)
  expect(plan.faults).toEqual([at(3, 'import'), at(7, 'import')])
  expect(broken?.promise).toBe('G1')
})

test('the story names the seed, its faults and what happened', () => {
  const ran = run({ ...planOf(3), faults: [at(1_000, 'delete')] }, {}, true)
  expect(storyOf(ran)).toContain('seed 3')
  expect(storyOf(ran)).toContain('at 1000 ms: delete')
  expect(diagramOf(ran)).toContain('sequenceDiagram')
  expect(diagramOf(ran)).toContain('CampaignDeleted')
})
