/** Who can be called next: a scan over packed codes from a cursor on, so nobody is favoured and nothing is queued. */
import type { Retry } from '../campaign/settings'
import { retryAfterMs } from '../campaign/settings'
import { greatestN } from '../values'
import type { Code } from './code'
import { attempts, authorized, closed, isOpen, optedOut } from './code'
import { outcomeOf } from './class'
import type { Recipients } from './recipients'
import { dueTickMs } from './recipients'
import { isUncalled } from './situation'

/** May ever be called again: not open, not opted out, cap not reached, and the last outcome is worth a retry. */
export const isCallable = (code: Code, retry: Retry): boolean => {
  if (code === 0) return true
  if (isOpen(code) || optedOut(code) || attempts(code) >= retry.maxAttempts) return false
  if (Math.max(authorized(code), closed(code)) >= greatestN) return false
  const outcome = outcomeOf(code)
  if (isUncalled(outcome)) return true
  return outcome !== 'unresolved' && retryAfterMs(retry, outcome) !== null
}

export interface Pick {
  /** Recipients that can be called now, in scan order. */
  readonly recipients: readonly number[]
  /** Where the next scan should begin. */
  readonly cursor: number
  /** When the next retry is due, ms since 1970, if the scan went all the way round and found too few. */
  readonly nextDueMs: number | null
  /** Nobody is callable now or later, as far as the facts tell (open calls may still lead to retries). */
  readonly exhausted: boolean
}

/**
 * `admits` is asked last: `no` passes the recipient over for now (number busy, window closed); `wait` ends the scan
 * there, because what it needs to know is not at hand yet.
 */
export const pickCallable = (
  of: Recipients,
  retry: Retry,
  wallMs: number,
  limit: number,
  from: number,
  admits: (recipient: number) => 'yes' | 'no' | 'wait',
): Pick => {
  const recipients: number[] = []
  const nowTicks = Math.floor((wallMs - of.baseMs) / dueTickMs)
  let nextDue = Infinity
  let later = false
  let seen = 0
  let at = from < of.size ? from : 0
  for (; seen < of.size && recipients.length < limit; seen += 1) {
    const code = of.codes[at] as number
    if (code === 0 || isCallable(code, retry)) {
      const due = of.due[at] as number
      if (due > nowTicks) nextDue = Math.min(nextDue, due)
      else {
        const answer = admits(at)
        if (answer === 'wait') return { recipients, cursor: at, nextDueMs: null, exhausted: false }
        if (answer === 'yes') recipients.push(at)
        else later = true
      }
    }
    at = at + 1 === of.size ? 0 : at + 1
  }
  const wentRound = seen >= of.size
  return {
    recipients,
    cursor: at,
    nextDueMs: wentRound && nextDue !== Infinity ? of.baseMs + nextDue * dueTickMs : null,
    exhausted: wentRound && recipients.length === 0 && !later && nextDue === Infinity,
  }
}
