/** A long list is looked through in bounded stretches, once, and not again before something is due. */
import { describe, expect, test } from '@jest/globals'
import type { CallFact, OutreachId } from '@lastcall/domain'
import {
  CallEnded,
  CallReleased,
  CallsAuthorized,
  CallUnresolved,
  OptOutRequested,
  evolveFact,
  timestamp,
} from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory, historyOf, retryOf } from '@lastcall/history'
import { stretch } from './scan'
import type { Dialer } from './state'
import { dialerOf } from './state'
import { reconsider, survey } from './survey'
import { created, scheduled, spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

const retry = { maxAttempts: 3, afterMs: { busy: 5_000, 'no-answer': 60_000 } }
const given = (recipients: number): Dialer => {
  let history = historyOf(hex(0xca) as never, null)
  for (const [k, event] of [created({ retry }), scheduled(spring, recipients)].entries())
    history = evolveHistory(history, event, revision(k))
  return dialerOf(history, clock(0, 0))
}
const recipientsOf = (dialer: Dialer, outreach: OutreachId = spring) => {
  const held = dialer.history.outreaches.get(outreach)
  if (held === undefined) throw new Error('no such outreach')
  return held.recipients
}
const incarnation = hex(7) as never
const fact = (what: number, recipient: number, n: number, at: number): CallFact => {
  const about = {
    at: timestamp(start + at),
    recipient,
    n,
    attempt: hex(recipient * 256 + n) as never,
    incarnation,
  }
  const end = { ...about, status: '', cause: '', ringMs: 0, talkMs: 0 }
  if (what === 0) return CallReleased({ ...about, proof: 'own-gate' })
  if (what === 1) return CallUnresolved({ ...about, why: 'test' })
  if (what === 2) return OptOutRequested({ ...about, via: 'key' })
  return CallEnded({ ...end, disposition: (['answered', 'busy', 'no-answer'] as const)[what % 3] ?? 'busy' })
}

describe('a million recipients who all wait for a retry', () => {
  const million = given(1_000_000)
  const of = recipientsOf(million)
  const grant = [0, 1, hex(1) as never, 0] as const
  const sample = given(1)
  evolveHistory(
    sample.history,
    CallsAuthorized({
      ...{ at: timestamp(start), outreach: spring, incarnation, permitMs: 1, callsSeen: [] },
      ...{ suppressionSeen: null, calls: [[...grant]] },
    }),
    revision(2),
  )
  evolveFact(recipientsOf(sample), fact(4, 0, 1, 0), retryOf(sample.history))
  of.codes.fill(recipientsOf(sample).codes[0] ?? 0)
  of.due.fill(recipientsOf(sample).due[0] ?? 0)

  test('are looked through in bounded stretches', () => {
    const part = stretch(of, retry, start, 0, 8, () => 'yes')
    expect(part.found).toEqual([])
    expect(part.seen).toBeLessThanOrEqual(20_000)
    expect(stretch(of, retry, start, 990_000, 8, () => 'yes').next).toBe(10_000)
  })

  test('are known after one round, and then neither time nor facts lead to another look before one is due', () => {
    let [dialer, rounds] = [million, 0]
    for (; rounds < 100; rounds += 1) {
      const [next, { callable }] = survey(dialer, spring, clock(0, 0))
      dialer = next
      if (!callable) break
    }
    expect(rounds).toBe(49)
    expect(survey(dialer, spring, clock(4_999, 0))[0]).toBe(dialer)
    const told = fact(4, 5, 1, 100)
    const heard = reconsider(dialer, spring, [told])
    expect(survey(heard, spring, clock(4_999, 0))[0]).toBe(heard)
    const [due, { callable }] = survey(dialer, spring, clock(5_100, 0))
    expect(callable).toBe(true)
    expect(due.surveys.get(spring)?.witness).not.toBeNull()
  })
})
