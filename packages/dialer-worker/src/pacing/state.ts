/** Calls per second and concurrent calls: a bucket of tokens, and nothing that queues. */

export interface PacingLimits {
  readonly callsPerSecond: number
  readonly channels: number
}

export interface Pacing {
  readonly tokens: number
  /** Monotonic time up to which tokens were filled in. */
  readonly filledAt: number
}

export const noTokens = (mono: number): Pacing => ({ tokens: 0, filledAt: mono })
