/** Room on the disk of the log: without it nothing is authorized, and a ballast lies there for the stop. */
import { freeBytes, layBallast } from '@lastcall/sqlite-file'

/** As usual: what a day of a busy campaign writes, and its audit reads. MB. */
export const usualMinimumMb = 256
/** Enough again only with a quarter more, so that it does not come and go with each checkpoint. */
const again = 1.25
const layEveryMs = 60_000

/** `free`: bytes; null: it cannot be told, and then nobody is held up. */
export const roomAbove = (minimumMb: number, free: () => number | null): (() => boolean) => {
  let has = true
  return () => {
    const bytes = free()
    const least = minimumMb * 1e6 * (has ? 1 : again)
    has = minimumMb === 0 || bytes === null || bytes >= least
    return has
  }
}

/** What people are told of it; null: there is room, or it cannot be told. */
export const littleRoom = (log: string, minimumMb: number): string | null => {
  const bytes = freeBytes(log)
  if (bytes === null || bytes >= minimumMb * 1e6) return null
  const free = `${Math.floor(bytes / 1e6)} MB are free on the disk of the log`
  return `${free}: workers authorize no call below ${minimumMb} MB (minimumFreeMb)`
}

export interface Room {
  readonly hasRoom: () => boolean
  readonly close: () => void
}

/** Of a log in a file. Lays the ballast, and again when it was used and there is plenty of room. */
export const roomFor = (log: string, minimumMb: number): Room => {
  const lay = (): void => void layBallast(log)
  lay()
  const timer = setInterval(lay, layEveryMs)
  return {
    hasRoom: roomAbove(minimumMb, () => freeBytes(log)),
    close: () => clearInterval(timer),
  }
}
