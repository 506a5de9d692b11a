/**
 * The recipients of one outreach, packed: 4 bytes of state and 4 bytes of due time each, owned by the fold and
 * used linearly (`copy` makes another owner). Everything else here is bounded by the calls that are open.
 */
import type { AttemptId } from '../ids'
import { attempts } from './code'
import { classIndex, recipientClasses } from './class'
import type { OpenAttempts } from './open'
import { openAttempts } from './open'

export interface Recipients {
  readonly size: number
  readonly codes: Uint32Array
  /** When the next attempt is due: tenths of a second since the base time. */
  readonly due: Uint32Array
  /** How many recipients are in each of `recipientClasses`. */
  readonly counts: Int32Array
  readonly open: OpenAttempts
  /** Wall time that `due` counts from, ms since 1970. */
  readonly baseMs: number
  lastPlaced: AttemptId | null
  /** The first fact that the protocol forbids, or null. */
  violation: string | null
}

/** One tick of `due` in milliseconds: 32 bits then last 13 years. */
export const dueTickMs = 100
/** A longer wait is cut to this, so that it cannot wrap round and be over at once. */
export const latestDue = 0xffff_ffff

export const noRecipients = (size: number, baseMs: number): Recipients => {
  const counts = new Int32Array(recipientClasses.length)
  counts[0] = size
  return {
    size,
    codes: new Uint32Array(size),
    due: new Uint32Array(size),
    counts,
    open: openAttempts(),
    baseMs,
    lastPlaced: null,
    violation: null,
  }
}

export const copy = (of: Recipients): Recipients => ({
  ...of,
  codes: of.codes.slice(),
  due: of.due.slice(),
  counts: of.counts.slice(),
  open: openAttempts(of.open.values()),
})

/** Counts from the codes alone, as a check of the running ones. */
export const recount = (of: Recipients): Int32Array => {
  const counts = new Int32Array(recipientClasses.length)
  for (const code of of.codes) {
    const index = classIndex(code, attempts(code))
    counts[index] = (counts[index] as number) + 1
  }
  return counts
}
