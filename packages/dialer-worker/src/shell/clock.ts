/** The machine's own clocks and timers. */
import { performance } from 'node:perf_hooks'
import type { WorkerClock } from './ports'

export const systemWorkerClock: WorkerClock = {
  now: () => ({ mono: performance.now(), wall: Date.now() }),
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}
