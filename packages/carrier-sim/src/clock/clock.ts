/** Time as a port, so that a test can make it pass. */
export interface Clock {
  /** Monotonic, milliseconds with fractions; the zero point means nothing. */
  readonly nowMs: () => number
  /** Wall time, microseconds since 1970 UTC. For people. */
  readonly wallUs: () => number
  /** Runs `then` once, not before `atMs` of `nowMs`. The answer calls it off. */
  readonly at: (atMs: number, then: () => void) => () => void
}
