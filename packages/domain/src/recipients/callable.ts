/** Who may ever be called again, by the packed code and the policy alone; when is said by the due time. */
import type { Retry } from '../campaign/settings'
import { retryAfterMs } from '../campaign/settings'
import { greatestN } from '../values'
import type { Code } from './code'
import { attempts, authorized, closed, isOpen, optedOut } from './code'
import { outcomeOf } from './class'
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
