/** One broken protocol: what it does otherwise, as changes to the sources, and how soon the simulation catches it. */
import type { MixName } from '../plan/mixes'
import type { Plan } from '../plan/plan'
import type { Ran } from '../run/run'
import { loadWith } from './load.fixture'
import type { Patch } from './load.fixture'

export interface Mutant {
  readonly name: string
  readonly patches: readonly Patch[]
  /** The troubles under which it shows; all of them where nothing is said. */
  readonly mix?: MixName
  /** A seed that shows it, from which on it is looked for; null: none can, and `docs/SIMULATION.md` says why. */
  readonly from?: number | null
}

export interface Caught {
  readonly seeds: number
  readonly by: string
  readonly says: string
}

/** The first seed from 1 on that shows it; null: none of them does. An exception counts: production would end. */
export const hunt = ({ patches, mix }: Mutant, most: number, first = 1): Caught | null => {
  const loaded = loadWith(patches)
  const planOf = loaded['planOf'] as (seed: number, mix: MixName | null) => Plan
  const run = loaded['run'] as (plan: Plan) => Ran
  for (let seed = first; seed < first + most; seed += 1) {
    try {
      const { broken } = run(planOf(seed, mix ?? null))
      if (broken !== null) return { seeds: seed, by: broken.promise, says: broken.says }
    } catch (error) {
      return { seeds: seed, by: 'defect', says: String(error) }
    }
  }
  return null
}
