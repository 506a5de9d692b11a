/** Looks through packed recipients from a place on, a bounded stretch at a time, so that no step is ever long. */
import type { Recipients, Retry } from '@lastcall/domain'
import { dueTickMs, isCallable } from '@lastcall/domain'

export interface Stretch {
  /** Who can be called now, in order. */
  readonly found: readonly number[]
  /** Where the next stretch begins. */
  readonly next: number
  readonly seen: number
  /** The earliest retry that is not due yet, ms since 1970; Infinity: none in this stretch. */
  readonly nextDueMs: number
  /** Ended early, because what must be known of a recipient is not at hand. */
  readonly waits: boolean
}

/** Half a millisecond or so; ten of them a second go through a million recipients in five seconds. */
const longest = 20_000

/** When a recipient may be called next, ms since 1970; Infinity: never, as far as the facts tell. */
export const dueMs = (of: Recipients, retry: Retry, recipient: number): number => {
  const code = of.codes[recipient] ?? 0
  return isCallable(code, retry) ? of.baseMs + (of.due[recipient] ?? 0) * dueTickMs : Infinity
}

export const stretch = (
  of: Recipients,
  retry: Retry,
  wallMs: number,
  from: number,
  limit: number,
  admits: (recipient: number) => 'yes' | 'no' | 'wait',
): Stretch => {
  const found: number[] = []
  const most = Math.min(of.size, longest)
  let nextDueMs = Infinity
  let seen = 0
  let at = from < of.size ? from : 0
  for (; seen < most && found.length < limit; seen += 1) {
    // A fresh recipient is due at once; the common case is kept free of calls.
    const due = of.codes[at] === 0 ? -Infinity : dueMs(of, retry, at)
    if (due > wallMs) nextDueMs = Math.min(nextDueMs, due)
    else {
      const answer = admits(at)
      if (answer === 'wait') return { found, next: at, seen, nextDueMs, waits: true }
      if (answer === 'yes') found.push(at)
    }
    at = at + 1 === of.size ? 0 : at + 1
  }
  return { found, next: at, seen, nextDueMs, waits: false }
}
