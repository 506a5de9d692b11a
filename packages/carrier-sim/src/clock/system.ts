/** The machine's own clock. Its monotonic time is the operating system's, comparable between processes of one host. */
import type { Clock } from './clock'

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6

// Date.now counts whole milliseconds; the monotonic clock gives the fractions, re-set when the wall clock is.
const followsWallMs = 2

const wallClock = (): (() => number) => {
  let offsetMs = Date.now() - monotonicMs()
  return () => {
    const wallMs = monotonicMs() + offsetMs
    if (Math.abs(Date.now() - wallMs) > followsWallMs) offsetMs = Date.now() - monotonicMs()
    return Math.round((monotonicMs() + offsetMs) * 1000)
  }
}

export const systemClock: Clock = {
  nowMs: monotonicMs,
  wallUs: wallClock(),
  at: (atMs, then) => {
    const timer = setTimeout(then, Math.max(0, Math.ceil(atMs - monotonicMs())))
    return () => {
      clearTimeout(timer)
    }
  },
}
