/** A network from its options; what is not said is as usual. */
import type { Fate } from './seeded/fates'
import { seededFates } from './seeded/fates'
import type { Mix, Times } from './seeded/mix'
import { usualMix, usualOptOutShare, usualTimes } from './seeded/mix'
import type { Keep, Network } from './network/state'

export interface NetworkOptions {
  /** Same seed, same fates, in whatever order the calls come. */
  readonly seed: string | number
  /** `attempt` (usual): every attempt has its own fate. `number`: the same person always behaves the same. */
  readonly by?: 'attempt' | 'number'
  readonly mix?: Mix
  readonly times?: Partial<Times>
  /** 0 to 1, of answered calls; 0.02 as usual. */
  readonly optOutShare?: number
  /** Fates of chosen numbers, by E.164; what is not said is drawn. */
  readonly script?: Readonly<Record<string, Partial<Fate>>>
  /** What the network bears; unlimited as usual. `longestCallMs`: 600,000 as usual. */
  readonly limits?: {
    readonly callsPerSecond?: number
    readonly concurrentCalls?: number
    readonly longestCallMs?: number
  }
  /** 1: real time. 100: everything that people do takes a hundredth. Limits stay as they are. */
  readonly speed?: number
  readonly keep?: Partial<Keep>
}

const usualKeep: Keep = { endedMs: 3_600_000, endedCalls: 100_000, promises: 100_000 }

/** As many as can be counted: the network sets no limit of its own. */
export const unlimited = 1_000_000_000
export const usualLongestCallMs = 600_000

export const configure = (options: NetworkOptions): Network => ({
  fate: seededFates({
    seed: options.seed,
    by: options.by ?? 'attempt',
    mix: options.mix ?? usualMix,
    times: { ...usualTimes, ...options.times },
    optOutShare: options.optOutShare ?? usualOptOutShare,
    script: options.script ?? {},
  }),
  speed: options.speed ?? 1,
  callsPerSecond: options.limits?.callsPerSecond ?? unlimited,
  concurrentCalls: options.limits?.concurrentCalls ?? unlimited,
  longestCallMs: options.limits?.longestCallMs ?? usualLongestCallMs,
  keep: { ...usualKeep, ...options.keep },
})
