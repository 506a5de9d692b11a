/** One broken protocol: what it does otherwise, as changes to the sources, and how soon the simulation catches it. */
import type { Plan } from '../plan/plan'
import type { Ran } from '../run/run'
import { loadWith } from './load.fixture'
import type { Patch } from './load.fixture'

export interface Mutant {
  readonly name: string
  readonly patches: readonly Patch[]
}

export interface Caught {
  readonly seeds: number
  readonly by: string
  readonly says: string
}

/** The first seed from 1 on that shows it; null: none of them does. An exception counts: production would end. */
export const hunt = ({ patches }: Mutant, most: number, first = 1): Caught | null => {
  const loaded = loadWith(patches)
  const planOf = loaded['planOf'] as (seed: number) => Plan
  const run = loaded['run'] as (plan: Plan) => Ran
  for (let seed = first; seed < first + most; seed += 1) {
    try {
      const { broken } = run(planOf(seed))
      if (broken !== null) return { seeds: seed, by: broken.promise, says: broken.says }
    } catch (error) {
      return { seeds: seed, by: 'defect', says: String(error) }
    }
  }
  return null
}
