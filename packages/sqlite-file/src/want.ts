/** The priority lane between processes: `<db>-want` holds a deadline until which ordinary writers stand back. */
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'

/** How long one wish holds. A deadline further ahead is void: a stale file, or a clock that was set. Milliseconds. */
export const wishMs = 500

export interface Want {
  /** Somebody with a revocation is waiting. */
  readonly isAhead: () => boolean
  /** Says that this process is; to be repeated while it waits. */
  readonly raise: () => void
  readonly clear: () => void
  readonly close: () => void
}

/** For files that have no lanes. */
export const noWant: Want = {
  isAhead: () => false,
  raise: () => undefined,
  clear: () => undefined,
  close: () => undefined,
}

/** Throws when the file cannot be made. `now` is the wall clock, in milliseconds: the processes of one host share it. */
export const wantAt = (path: string, now: () => number = Date.now): Want => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644)
  const bytes = Buffer.alloc(8)
  const deadline = (): number => (readSync(file, bytes, 0, 8, 0) === 8 ? bytes.readDoubleLE() : 0)
  const write = (at: number): void => {
    bytes.writeDoubleLE(at)
    try {
      writeSync(file, bytes, 0, 8, 0)
    } catch {
      // A full disk: the lane asks, the lock decides.
    }
  }
  const leftMs = (): number => {
    const left = deadline() - now()
    return left > 0 && left <= wishMs ? left : 0
  }
  // The bytes are there from the start: on a full disk they can be overwritten, and not added.
  if (readSync(file, bytes, 0, 8, 0) < 8) write(0)
  return {
    isAhead: () => leftMs() > 0,
    raise: () => {
      if (leftMs() < wishMs / 2) write(now() + wishMs)
    },
    clear: () => write(0),
    close: () => closeSync(file),
  }
}
