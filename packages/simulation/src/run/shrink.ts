/** The shortest list of faults that still breaks the same promise: delta debugging over the list of a run's faults. */
import type { Fault } from '../plan/fault'
import type { Plan } from '../plan/plan'
import type { Models } from '../world/world'
import type { Ran } from './run'
import { run } from './run'

const without = (faults: readonly Fault[], from: number, count: number): readonly Fault[] => [
  ...faults.slice(0, from),
  ...faults.slice(from + count),
]

/** Tries to leave out half of the faults, then a quarter, and so on down to single ones, as long as it still breaks. */
export const shrink = (plan: Plan, models: Models = {}, runs = run): Ran => {
  const promise = runs(plan, models).broken?.promise
  const breaks = (faults: readonly Fault[]): boolean =>
    promise !== undefined && runs({ ...plan, faults }, models).broken?.promise === promise
  let { faults } = plan
  for (let size = Math.ceil(faults.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < faults.length;) {
      const fewer = without(faults, from, size)
      if (breaks(fewer)) faults = fewer
      else from += size
    }
  }
  return runs({ ...plan, faults }, models, true)
}
