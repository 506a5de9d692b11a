/** Times as whole ticks from now, cut off where no rule tells them apart any more. */
import type { Instance } from './instance'
import type { SmallLife } from './small'
import { tickMs } from './small'

export interface Ages {
  /** How long ago, `most` at most. */
  readonly age: (then: number, most: number) => number
  /** How long until then; 0: it has come. */
  readonly until: (then: number) => number
}

/** Never, and not any more. */
export const never = 9_999

export const agesOf = ({ driftPpm }: Pick<SmallLife, 'driftPpm'>, now: number): Ages => {
  const tick = tickMs * (1 + driftPpm / 1_000_000)
  return {
    age: (then, most) => {
      if (then === Infinity) return -never
      return Math.min(most, then === -Infinity ? most : Math.round((now - then) / tick))
    },
    until: (then) => (then === Infinity ? never : Math.max(0, Math.ceil((then - now) / tick - 1e-6))),
  }
}

/** From these on an age tells nothing new. */
export interface Most {
  readonly permit: number
  readonly slot: number
  readonly silence: number
  readonly gap: number
  readonly spoke: number
  readonly call: number
  readonly drain: number
}

export const mostOf = (instance: Instance): Most => {
  const { permits, giveUp, silentFor, takeover, travel, longestCall, drain } = instance.lengths
  const permit = Math.max(...permits) + 1
  // A slow clock needs more of its own ticks until a time is over.
  const slowest = 1 + Math.min(0, ...instance.driftPpm) / 1_000_000
  const whole = (ticks: number): number => Math.ceil(ticks / slowest)
  return {
    permit,
    slot: Math.max(permit, giveUp),
    silence: silentFor + takeover + 1,
    gap: 4,
    drain,
    spoke: silentFor,
    call: Math.max(permit, whole(permit - 1 + travel + longestCall), whole(2 * longestCall)),
  }
}
