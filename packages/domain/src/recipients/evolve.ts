/** Folding grants and facts into packed recipients. Changes what the fold owns, allocates for open calls only. */
import type { CallFact } from '../calls/event'
import type { EventOf } from '@lastcall/eventlog'
import type { CallsAuthorized } from '../campaign/event'
import type { Retry } from '../campaign/settings'
import { retryAfterMs } from '../campaign/settings'
import type { Code } from './code'
import { attempts, authorize, authorized, closed, isOpen, optOut, stepCode, violates } from './code'
import { classIndex, outcomeOf } from './class'
import type { Recipients } from './recipients'
import { dueTickMs, latestDue } from './recipients'
import type { FactKind } from './situation'
import { isUncalled } from './situation'
import { factIndex } from './table'

const put = (to: Recipients, recipient: number, before: Code, now: Code): void => {
  const from = classIndex(before, attempts(before))
  const into = classIndex(now, attempts(now))
  to.codes[recipient] = now
  if (from === into) return
  to.counts[from] = (to.counts[from] as number) - 1
  to.counts[into] = (to.counts[into] as number) + 1
}

const complain = (to: Recipients, what: string): void => {
  to.violation ??= what
}

export const evolveAuthorized = (to: Recipients, event: EventOf<typeof CallsAuthorized>): void => {
  const { calls, incarnation, permitMs } = event
  for (const [recipient, n, attempt] of calls) {
    const before = to.codes[recipient]
    if (before === undefined) {
      complain(to, `G2: recipient ${recipient} is not in this outreach`)
      continue
    }
    if (n !== authorized(before) + 1)
      complain(to, `G2: recipient ${recipient} authorized as ${n} after ${authorized(before)}`)
    put(to, recipient, before, authorize(before, n))
    if (n > closed(before)) to.open.set(recipient, { recipient, n, attempt, incarnation, permitMs })
  }
}

const kindOf = (fact: Exclude<CallFact, { type: 'OptOutRequested' }>): FactKind => {
  switch (fact.type) {
    case 'CallPlaced':
      return 'placed'
    case 'CallRinging':
      return 'ringing'
    case 'CallAnswered':
      return 'answered-now'
    case 'CallEnded':
      return `ended ${fact.disposition}`
    case 'CallReleased':
      return fact.proof === 'own-gate' ? 'released' : 'absent'
    case 'CallUnresolved':
      return 'unresolved'
  }
}

/** The due time is a schedule, like `startAt`: wall time of the fact plus the wait that the policy asks for. */
const setDue = (to: Recipients, fact: CallFact, code: Code, retry: Retry): void => {
  const outcome = outcomeOf(code)
  const waitMs = isUncalled(outcome) ? 0 : (retryAfterMs(retry, outcome) ?? 0)
  const ticks = Math.ceil((Date.parse(fact.at) + waitMs - to.baseMs) / dueTickMs)
  to.due[fact.recipient] = waitMs === 0 ? 0 : Math.min(Math.max(0, ticks), latestDue)
}

export const evolveFact = (to: Recipients, fact: CallFact, retry: Retry): void => {
  const before = to.codes[fact.recipient]
  if (before === undefined) return complain(to, `G2: recipient ${fact.recipient} is not in this outreach`)
  if (fact.type === 'OptOutRequested') return put(to, fact.recipient, before, optOut(before))
  const kind = factIndex(kindOf(fact))
  if (violates(before, kind, fact.n)) {
    complain(to, `G5: ${fact.type} of recipient ${fact.recipient}, n ${fact.n}, beside its release`)
  }
  const now = stepCode(before, kind, fact.n)
  if (now === before) return
  if (fact.type === 'CallPlaced') to.lastPlaced = fact.attempt
  put(to, fact.recipient, before, now)
  if (!isOpen(now)) to.open.delete(fact.recipient)
  if (closed(now) > closed(before) || outcomeOf(now) !== outcomeOf(before)) setDue(to, fact, now, retry)
}
