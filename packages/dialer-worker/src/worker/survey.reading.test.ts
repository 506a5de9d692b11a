/** A reading may bring a release and the authorization that followed it: nobody is callable in between. */
import { expect, test } from '@jest/globals'
import type { AttemptId, IncarnationId } from '@lastcall/domain'
import { CallReleased, CallsAuthorized, evolveFact, OutreachStarted, timestamp } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory, historyOf } from '@lastcall/history'
import { dialerOf } from './state'
import { owes, reconsider, survey } from './survey'
import { created, scheduled, spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

const retry = { maxAttempts: 3, afterMs: {} }
const incarnation = hex(7) as IncarnationId
const attempts = [hex(0x101), hex(0x102)] as [AttemptId, AttemptId]

const begun = OutreachStarted({ at: timestamp(start), outreach: spring, incarnation })
const authorized = (n: 1 | 2) =>
  CallsAuthorized({
    ...{ at: timestamp(start), outreach: spring, incarnation, permitMs: 1_000 },
    ...{ callsSeen: [], suppressionSeen: null, calls: [[0, n, attempts[n - 1] as AttemptId, 0]] },
  })

test('released and authorized again, both in one reading: only a call to follow is owed, and nobody to call', () => {
  let history = historyOf(hex(0xca) as never, null)
  for (const [k, event] of [created({ retry }), scheduled(spring, 1), begun, authorized(1)].entries())
    history = evolveHistory(history, event, revision(k))
  const [waiting, before] = survey(dialerOf(history, clock(0, 0)), spring, clock(0, 0))
  expect(before).toEqual({ callable: false, exhausted: true })

  const about = { at: timestamp(start), recipient: 0, n: 1, attempt: attempts[0], incarnation }
  const release = CallReleased({ ...about, proof: 'own-gate' })
  const recipients = history.outreaches.get(spring)?.recipients
  if (recipients === undefined) throw new Error('no such outreach')
  evolveFact(recipients, release, retry)
  const told = reconsider(waiting, spring, [release])
  const read = { ...told, history: evolveHistory(told.history, authorized(2), revision(4)) }

  expect(survey(read, spring, clock(0, 0))[1]).toEqual({ callable: false, exhausted: true })
  expect(owes(read, clock(0, 0))[1]).toBe('tidying')
})
