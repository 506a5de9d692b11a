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

/** From these on an age tells nothing new, in ticks. */
export interface Most {
  /** Of a permit, at its own gate. */
  readonly permit: number
  /** Of an append that has left: a permit begins with it, a silence is broken by it, and it is doubted. */
  readonly slot: number
  readonly silence: number
  readonly gap: number
  readonly spoke: number
  readonly call: number
  readonly unhealthy: number
  readonly drain: number
  /** In true time, as the observer counts it; a permit may last a hundredth longer. */
  readonly sent: number
  readonly stopped: number
  readonly spokenAt: number
}

export const mostOf = (instance: Instance): Most => {
  const { permits, giveUp, silentFor, takeover, travel, longestCall, drain } = instance.lengths
  const longest = Math.max(...permits)
  // A slow clock needs more of its own ticks until a time is over.
  const slowest = 1 + Math.min(0, ...instance.driftPpm) / 1_000_000
  const whole = (ticks: number): number => Math.ceil(ticks / slowest - 1e-9)
  const call = Math.max(longest + 1, longest + travel + longestCall, 2 * longestCall)
  return {
    permit: whole(longest),
    slot: whole(Math.max(longest, giveUp, silentFor / 2)),
    silence: whole(silentFor + takeover),
    gap: 4,
    spoke: whole(silentFor / 2),
    call: whole(call),
    unhealthy: whole(takeover),
    drain: whole(drain),
    sent: longest + 1,
    stopped: longest + travel + 1,
    spokenAt: silentFor + takeover,
  }
}
