/** A campaign whose recipients are looked through, and what may be said of them. */
import type { CallFact, OutreachId } from '@lastcall/domain'
import { CallEnded, CallReleased, CallUnresolved, OptOutRequested, timestamp } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory, historyOf } from '@lastcall/history'
import type { Dialer } from './state'
import { dialerOf } from './state'
import { created, scheduled, spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

export const retry = { maxAttempts: 3, afterMs: { busy: 5_000, 'no-answer': 60_000 } }
export const given = (recipients: number): Dialer => {
  let history = historyOf(hex(0xca) as never, null)
  for (const [k, event] of [created({ retry }), scheduled(spring, recipients)].entries())
    history = evolveHistory(history, event, revision(k))
  return dialerOf(history, clock(0, 0))
}
export const recipientsOf = (dialer: Dialer, outreach: OutreachId = spring) => {
  const held = dialer.history.outreaches.get(outreach)
  if (held === undefined) throw new Error('no such outreach')
  return held.recipients
}
export const incarnation = hex(7) as never
/** `what`: 0 to 2 one of the rarer ends, above these how the call ended. */
export const fact = (what: number, recipient: number, n: number, at: number): CallFact => {
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
