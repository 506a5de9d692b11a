/** Waiting for a lock without holding up the event loop. SQLite's own waiting backs off to 100 ms and starves. */
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { isBusy } from './failure'

/** How long a lock is waited for before the answer is that it was not gained. Milliseconds. */
export const defaultLimitMs = 5_000

/** Timers have no less than 1 ms. Most waits are over before: an fsync of the holder takes about as long. */
const turnsUntilMs = 3

/** 0.3 to 0.8 ms for the first moments, taken in turns of the event loop; then timers of 1 ms, which cost nothing. */
export const nap = async (waitedMs: number): Promise<void> => {
  if (waitedMs >= turnsUntilMs) return sleep(1)
  const until = performance.now() + 0.3 + Math.random() * 0.5
  do await turn()
  while (performance.now() < until)
}

/** Tries again while the file is locked; throws the last error when the limit is over, any other error at once. */
export const patiently = async <T>(attempt: () => T, limitMs: number): Promise<T> => {
  const since = performance.now()
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      const waited = performance.now() - since
      if (!isBusy(error) || waited >= limitMs) throw error
      await nap(waited)
    }
  }
}
