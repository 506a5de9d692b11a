/** One's own store and carrier under the same seeds as Lastcall's: what keeps its word passes, what does not is shown. */
import type { Models } from '@lastcall/simulation'
import { planOf, run, shrink, storyOf } from '@lastcall/simulation'
import { everybodyAnswers } from './carrier.js'
import { careful, nearlyCareful } from './store.js'

const seeds = 200

/** The first seed that breaks a promise, or null. */
const firstBroken = (models: Models): number | null => {
  for (let seed = 1; seed <= seeds; seed += 1) if (run(planOf(seed), models).broken !== null) return seed
  return null
}

const judge = (name: string, models: Models): boolean => {
  const seed = firstBroken(models)
  if (seed === null) {
    console.log(`${name}: ${seeds} seeds, every promise holds`)
    return true
  }
  console.log(`${name}: seed ${seed} breaks a promise. Its shortest story:`)
  console.log(storyOf(shrink(planOf(seed), models)))
  return false
}

const asExpected = [
  judge('a careful store', { store: careful }),
  judge('a carrier at which everybody answers', { carrier: everybodyAnswers }),
  !judge('a store that overlooks appends without a condition', { store: nearlyCareful }),
]
process.exitCode = asExpected.every(Boolean) ? 0 : 1
