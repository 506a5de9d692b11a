/** The two clocks of one machine, read together. */

/** Milliseconds, with fractions. `mono` never goes back; `wall` is since 1970 UTC and may jump. */
export interface Now {
  readonly mono: number
  readonly wall: number
}

/**
 * Time since `then`: the larger of both clocks' answers, because a monotonic clock may stand still while a machine
 * is suspended (DESIGN section 3).
 */
export const elapsedMs = (then: Now, now: Now): number => Math.max(now.mono - then.mono, now.wall - then.wall)

/** Clocks drift less than 1 %: whoever waits for another's permit to end waits this much longer. */
export const driftFactor = 1.01
