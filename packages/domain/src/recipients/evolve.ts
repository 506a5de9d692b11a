/** Folding grants and facts into packed recipients. Changes what the fold owns, allocates for open calls only. */
import { endings } from '../calls/disposition'
import type { CallFact } from '../calls/event'
import type { EventOf } from '@lastcall/eventlog'
import type { CallsAuthorized } from '../campaign/event'
import type { Retry } from '../campaign/settings'
import { retryAfterMs } from '../campaign/settings'
import { wallMsOf } from '../time'
import type { Code } from './code'
import { apply, attempts, authorize, authorized, closed, isOpen, optOut, resultOf, violates } from './code'
import { classIndex, outcomeOf } from './class'
import type { Recipients } from './recipients'
import { dueTickMs, latestDue } from './recipients'
import { isUncalled } from './situation'
import { factIndex } from './table'

const put = ({ codes, counts }: Recipients, recipient: number, before: Code, now: Code): void => {
  const from = classIndex(before, attempts(before))
  const into = classIndex(now, attempts(now))
  codes[recipient] = now
  if (from === into) return
  counts[from] = (counts[from] as number) - 1
  counts[into] = (counts[into] as number) + 1
}

const complain = (to: Recipients, what: string): void => {
  to.violation ??= what
}

export const evolveAuthorized = (to: Recipients, event: EventOf<typeof CallsAuthorized>): void => {
  const { calls, incarnation, permitMs } = event
  const permit = { incarnation, permitMs }
  const { codes, open } = to
  for (const call of calls) {
    const recipient = call[0]
    const n = call[1]
    const before = codes[recipient]
    if (before === undefined) {
      complain(to, `G2: recipient ${recipient} is not in this outreach`)
      continue
    }
    if (n !== authorized(before) + 1)
      complain(to, `G2: recipient ${recipient} authorized as ${n} after ${authorized(before)}`)
    put(to, recipient, before, authorize(before, n))
    if (n <= closed(before)) continue
    // Against the rules: two at once. The later one is what is waited for.
    if (isOpen(before)) open.close(recipient)
    open.put(recipient, n, call[2], permit)
  }
}

const placed = factIndex('placed')
const ringing = factIndex('ringing')
const answered = factIndex('answered-now')
const released = factIndex('released')
const absent = factIndex('absent')
const unresolved = factIndex('unresolved')
const ended = new Map(endings.map((ending) => [ending, factIndex(`ended ${ending}`)]))

/** Of a fact into the table. */
const indexOf = (fact: Exclude<CallFact, { type: 'OptOutRequested' }>): number => {
  switch (fact.type) {
    case 'CallPlaced':
      return placed
    case 'CallRinging':
      return ringing
    case 'CallAnswered':
      return answered
    case 'CallEnded':
      return ended.get(fact.disposition) ?? unresolved
    case 'CallReleased':
      return fact.proof === 'own-gate' ? released : absent
    case 'CallUnresolved':
      return unresolved
  }
}

const ticksOf = (ms: number): number => Math.min(Math.max(0, Math.ceil(ms / dueTickMs)), latestDue)

/** The due time is a schedule, like `startAt`: wall time of the fact plus the wait that the policy asks for. */
const setDue = (to: Recipients, fact: CallFact, code: Code, retry: Retry): void => {
  const outcome = outcomeOf(code)
  const waitMs = isUncalled(outcome) ? 0 : (retryAfterMs(retry, outcome) ?? 0)
  to.due[fact.recipient] = waitMs === 0 ? 0 : ticksOf(wallMsOf(fact.at) + waitMs - to.baseMs)
}

export const evolveFact = (to: Recipients, fact: CallFact, retry: Retry): void => {
  const before = to.codes[fact.recipient]
  if (before === undefined) return complain(to, `G2: recipient ${fact.recipient} is not in this outreach`)
  if (fact.type === 'OptOutRequested') return put(to, fact.recipient, before, optOut(before))
  const result = resultOf(before, indexOf(fact), fact.n)
  if (violates(result)) {
    complain(to, `G5: ${fact.type} of recipient ${fact.recipient}, n ${fact.n}, beside its release`)
  }
  const now = apply(before, result, fact.n)
  if (now === before) return
  if (fact.type === 'CallPlaced') to.lastPlaced = fact.attempt
  put(to, fact.recipient, before, now)
  if (!isOpen(now)) to.open.close(fact.recipient)
  if (closed(now) > closed(before) || outcomeOf(now) !== outcomeOf(before)) setDue(to, fact, now, retry)
}
