/**
 * The whole system under one seed: real machines, a simulated world, an observer who knows everything. Public, so
 * that a store or a carrier of one's own can be tried in it: `run(planOf(seed), { store, carrier })`.
 */

/** What a seed decides before its run begins; with a second argument, under the troubles of one mix. */
export { planOf } from './plan/draw'
/** Everything that one seed decides: workers, recipients, timing, the carrier's kind, and the list of faults. */
export type { Plan } from './plan/plan'
/** One thing that goes wrong, and where. */
export type { Fault } from './plan/fault'
/** The troubles that a plan can be drawn from, by name. */
export type { MixName } from './plan/mixes'
/** One seed's run to its end. Synchronous, and the same on every machine; `broken` is null where all promises hold. */
export { run } from './run/run'
export type { Ran } from './run/run'
/** A broken promise: which one, and in words how. */
export type { Broken } from './observe/observer'
/** A broken plan with as few faults as still break the same promise, run once more with its story. */
export { shrink } from './run/shrink'
/** What to print of a run: its plan, its faults, what happened, and a Mermaid diagram. */
export { storyOf } from './run/diagram'
/** Models of one's own, each made anew for every run. What is left out is the simulation's own. */
export type { Models } from './world/world'
/** The log in memory, as a start for a model of one's own. */
export { storeModel } from './world/store'
export type { StoreModel } from './world/store'
/** The seeded telephone network, in front of it the plan's kind of carrier. */
export { carrierModel } from './world/carrier'
export type { CarrierModel } from './world/carrier'
