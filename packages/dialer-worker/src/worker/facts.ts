/** Saying facts: they wait a few milliseconds for company, and are repeated with the same ids until acknowledged. */
import type { CallFact, OutreachId } from '@lastcall/domain'
import { callsCodec, evolveFact } from '@lastcall/domain'
import type { AppendFailure, NewEvent, Revision } from '@lastcall/eventlog'
import { eventId, revision } from '@lastcall/eventlog'
import type { History } from '@lastcall/history'
import { retryOf } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import type { Now } from '../time'
import type { Env } from './env'
import { firstPage, enqueued, emptyQueue } from './queue'
import type { Dialer, LiveCall, Outbox } from './state'
import { reconsider } from './survey'
import type { Turn } from './turn'
import { still } from './turn'

const empty: Outbox = { waiting: emptyQueue(), sending: [], notBefore: 0 }
const repeatAfterMs = 100

export const outboxOf = (dialer: Dialer, outreach: OutreachId): Outbox =>
  dialer.outboxes.get(outreach) ?? empty

const withOutbox = (dialer: Dialer, outreach: OutreachId, outbox: Outbox): Dialer => ({
  ...dialer,
  outboxes: new Map(dialer.outboxes).set(outreach, outbox),
})

export const say = (env: Env, dialer: Dialer, outreach: OutreachId, fact: CallFact, now: Now): Dialer => {
  const outbox = outboxOf(dialer, outreach)
  const isFirst = outbox.waiting.length === 0
  return withOutbox(dialer, outreach, {
    ...outbox,
    waiting: enqueued(outbox.waiting, { id: eventId(env.newId()), fact }),
    notBefore: isFirst ? Math.max(outbox.notBefore, now.mono + env.timing.gatherMs) : outbox.notBefore,
  })
}

/** Everything that was said stands in the stream. */
export const allSaid = (dialer: Dialer, outreach: OutreachId): boolean => {
  const { waiting, sending } = outboxOf(dialer, outreach)
  return waiting.length + sending.length === 0
}

const send = (dialer: Dialer, outreach: OutreachId, outbox: Outbox): Turn => {
  const isAgain = outbox.sending.length > 0
  const [sending, waiting] = isAgain ? [outbox.sending, outbox.waiting] : firstPage(outbox.waiting)
  const events: readonly NewEvent[] = sending.map(({ id, fact }) => callsCodec.encode(id, fact))
  const next = withOutbox(dialer, outreach, { waiting, sending, notBefore: Infinity })
  return [next, [{ is: 'append facts', outreach, events }]]
}

/** At most one append of facts is under way for each outreach; `notBefore` is infinite meanwhile. */
export const sendFacts = (dialer: Dialer, now: Now): Turn => {
  let turn = still(dialer)
  for (const [outreach, outbox] of dialer.outboxes) {
    if (outbox.waiting.length + outbox.sending.length === 0 || now.mono < outbox.notBefore) continue
    const [next, effects] = send(turn[0], outreach, outbox)
    turn = [next, [...turn[1], ...effects]]
  }
  return turn
}

/** Own facts are folded at once when nobody else's stand between; otherwise the tail is read. */
const foldOwn = (
  history: History,
  id: OutreachId,
  facts: readonly CallFact[],
  last: Revision,
): History | null => {
  const outreach = history.outreaches.get(id)
  if (outreach === undefined || last !== (outreach.callsAt ?? -1) + facts.length) return null
  const retry = retryOf(history)
  for (const fact of facts) evolveFact(outreach.recipients, fact, retry)
  const callsAt = revision(last)
  return { ...history, outreaches: new Map(history.outreaches).set(id, { ...outreach, callsAt }) }
}

/** What came meanwhile waits for company too: a commit for each single fact would be all that the process does. */
export const factsAppended = (
  env: Env,
  dialer: Dialer,
  outreach: OutreachId,
  answer: Either<AppendFailure, Revision>,
  now: Now,
): Turn => {
  const outbox = outboxOf(dialer, outreach)
  if (answer._tag === 'Left') {
    const again = withOutbox(dialer, outreach, { ...outbox, notBefore: now.mono + repeatAfterMs })
    const why = 'why' in answer.left ? answer.left.why : answer.left.is
    return [again, [{ is: 'say', level: 'warn', what: `facts not written, repeating: ${why}` }]]
  }
  const notBefore = now.mono + env.timing.gatherMs
  const acknowledged = withOutbox(dialer, outreach, { ...outbox, sending: [], notBefore })
  const history = foldOwn(
    dialer.history,
    outreach,
    outbox.sending.map(({ fact }) => fact),
    answer.right,
  )
  if (history === null) return still({ ...acknowledged, tail: { ...dialer.tail, wanted: true } })
  const facts = outbox.sending.map(({ fact }) => fact)
  return still(reconsider({ ...acknowledged, history }, outreach, facts))
}

/** The part of a fact that says which call it is about. */
export const factOf = (
  env: Env,
  call: Pick<LiveCall, 'recipient' | 'n' | 'attempt'>,
  at: CallFact['at'],
): Pick<CallFact, 'at' | 'recipient' | 'n' | 'attempt' | 'incarnation'> => ({
  at,
  recipient: call.recipient,
  n: call.n,
  attempt: call.attempt,
  incarnation: env.incarnation,
})
