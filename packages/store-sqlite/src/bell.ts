/** The doorbell: `<db>-bell` is written after each commit, and whoever waits for news wakes up, in any process. */
import type { FSWatcher } from 'node:fs'
import { closeSync, constants, openSync, watch, writeSync } from 'node:fs'

/** A writer may die between its commit and the ring, and some places cannot be watched. Milliseconds. */
const lookAnywayMs = 100

export interface Bell {
  readonly ring: () => void
  /** How often it has rung, as far as this process knows. */
  readonly rung: () => number
  /** Until it rings once more than `since`, `until` is aborted, the bell is closed, or 100 ms are over. */
  readonly next: (since: number, until: AbortSignal) => Promise<void>
  readonly close: () => void
}

/** Throws when the file cannot be made. `writable` false: listens only, and may find nothing to listen to. */
export const bellAt = (path: string, writable: boolean): Bell => {
  const file = writable ? openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644) : null
  const stroke = Buffer.from([1])
  const listeners = new Set<() => void>()
  let count = 0
  let closed = false
  let due = false
  let watcher: FSWatcher | null | undefined

  const heard = (): void => {
    count += 1
    for (const listener of [...listeners]) listener()
  }

  const listen = (): void => {
    if (watcher !== undefined) return
    try {
      watcher = watch(path, { persistent: false }, heard)
      watcher.on('error', () => watcher?.close())
    } catch {
      watcher = null
    }
  }

  const strike = (): void => {
    if (!due || file === null) return
    due = false
    try {
      writeSync(file, stroke, 0, 1, 0)
    } catch {
      // A full disk: the others look anyway.
    }
  }

  return {
    ring: () => {
      heard()
      // One stroke for all who ring in this turn.
      if (!due) process.nextTick(strike)
      due = true
    },
    rung: () => count,
    next: (since, until) => {
      if (closed || until.aborted || count > since) return Promise.resolve()
      listen()
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          until.removeEventListener('abort', done)
          listeners.delete(done)
          resolve()
        }
        const timer = setTimeout(done, lookAnywayMs)
        until.addEventListener('abort', done)
        listeners.add(done)
      })
    },
    close: () => {
      if (closed) return
      strike()
      closed = true
      watcher?.close()
      if (file !== null) closeSync(file)
      heard()
    },
  }
}
