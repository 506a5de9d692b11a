/** Many seeds in a row: which of them broke a promise, how fast it went, and how often each rare thing was met. */
import { planOf } from '../plan/draw'
import type { Broken } from '../observe/observer'
import { run } from './run'

export interface Tally {
  readonly seeds: number
  readonly steps: number
  readonly broken: readonly { readonly seed: number; readonly broken: Broken; readonly fingerprint: string }[]
  readonly counts: Readonly<Record<string, number>>
  /** The first seed that met it. */
  readonly firsts: Readonly<Record<string, number>>
}

export const noTally: Tally = { seeds: 0, steps: 0, broken: [], counts: {}, firsts: {} }

export const together = (a: Tally, b: Tally): Tally => {
  const counts: Record<string, number> = { ...a.counts }
  const firsts: Record<string, number> = { ...a.firsts }
  for (const [name, times] of Object.entries(b.counts)) counts[name] = (counts[name] ?? 0) + times
  for (const [name, seed] of Object.entries(b.firsts)) firsts[name] = Math.min(firsts[name] ?? Infinity, seed)
  const broken = [...a.broken, ...b.broken]
  return { seeds: a.seeds + b.seeds, steps: a.steps + b.steps, broken, counts, firsts }
}

/** Seeds `first`, `first + stride`, and so on, below `end`. */
export const runMany = (first: number, end: number, stride = 1): Tally => {
  const counts: Record<string, number> = {}
  const firsts: Record<string, number> = {}
  const broken: Tally['broken'][number][] = []
  let [seeds, steps] = [0, 0]
  for (let seed = first; seed < end; seed += stride) {
    const ran = run(planOf(seed))
    seeds += 1
    steps += ran.steps
    if (ran.broken !== null) broken.push({ seed, broken: ran.broken, fingerprint: ran.fingerprint })
    for (const [name, times] of ran.counts) {
      counts[name] = (counts[name] ?? 0) + times
      firsts[name] ??= seed
    }
  }
  return { seeds, steps, broken, counts, firsts }
}
