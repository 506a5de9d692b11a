/** Workers that are alike may change places: a node and its mirror image have the same future, and are written once. */
import type { Instance } from './instance'
import type { Small, SmallLife } from './small'

/** Where a worker stands in the writing, by its name or its number; -1: nowhere. */
export type Seat = (worker: string | number | undefined) => number

export const seatsOf =
  (lives: readonly SmallLife[]): Seat =>
  (worker) =>
    lives.findIndex((life) => life.worker === worker || life.env.worker === worker)

const alike = new WeakMap<Instance, boolean>()

/** Names and incarnations are only compared for equality; what else tells workers apart is their permits and clocks. */
const areAlike = (instance: Instance): boolean => {
  const known = alike.get(instance)
  if (known !== undefined) return known
  const { workers, driftPpm, lengths } = instance
  const kinds = Array.from({ length: workers }, (_, k) => `${lengths.permits[k] ?? ''} ${driftPpm[k] ?? 0}`)
  const are = new Set(kinds).size === 1
  alike.set(instance, are)
  return are
}

/** Whoever has the claim stands first; where nobody has it, every order is tried. */
export const writingsOf = ({ instance, processes, state }: Small): readonly (readonly SmallLife[])[] => {
  if (processes.length !== 2 || !areAlike(instance)) return [processes]
  const first = processes.find(({ env }) => env.worker === state.claim?.worker)
  if (first === undefined) return [processes, processes.toReversed()]
  return [first === processes[0] ? processes : processes.toReversed()]
}
