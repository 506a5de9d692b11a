/** A list that is longer than one look: it is looked through to its end, and nothing is forgotten on the way. */
import { expect, test } from '@jest/globals'
import type { CallFact } from '@lastcall/domain'
import { CallsAuthorized, evolveFact, timestamp } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { evolveHistory } from '@lastcall/history'
import type { Dialer } from './state'
import { reconsider, survey } from './survey'
import { fact, given, incarnation, recipientsOf, retry } from './survey.fixture'
import { spring } from './world/campaign.fixture'
import { clock, hex, start } from './world/world.fixture'

const busy = 4
const size = 45_000
/** Seen by the first look alone: the third one passes the end and sees the beginning again. */
const one = 17_000
/** All of them were called once, were busy, and may be called again after an hour; but one, whose call is open. */
const allWait = (): Dialer => {
  const dialer = given(size)
  const grant = CallsAuthorized({
    ...{ at: timestamp(start), outreach: spring, incarnation, permitMs: 1_000, callsSeen: [] },
    ...{
      suppressionSeen: null,
      calls: [
        [0, 1, hex(1) as never, 0],
        [one, 1, hex(one * 256 + 1) as never, 0],
      ],
    },
  })
  const history = evolveHistory(dialer.history, grant, revision(2))
  const of = recipientsOf({ ...dialer, history })
  const open = of.codes[one] ?? 0
  evolveFact(of, fact(busy, 0, 1, 3_600_000), retry)
  of.codes.fill(of.codes[0] ?? 0)
  of.due.fill(of.due[0] ?? 0)
  of.codes[one] = open
  return { ...dialer, history }
}
/** Looks once, and says whether there may be somebody. */
const look = (dialer: Dialer, ms = 0) => {
  const [next, { callable, exhausted }] = survey(dialer, spring, clock(ms, 0))
  return { next, callable, exhausted }
}
const told = (dialer: Dialer, what: CallFact): Dialer => {
  evolveFact(recipientsOf(dialer), what, retry)
  return reconsider(dialer, spring, [what])
}
const hourAndRetryMs = 3_600_000 + retry.afterMs.busy

test('while it is looked through there may be somebody; at its end it is known that there is nobody, and until when', () => {
  const first = look(allWait())
  const second = look(first.next)
  const third = look(second.next)
  expect([first, second, third].map(({ callable }) => callable)).toEqual([true, true, false])
  expect(third.exhausted).toBe(false)
  expect(look(third.next, hourAndRetryMs - 1).callable).toBe(false)
  expect(look(third.next, hourAndRetryMs).callable).toBe(true)
})

test('somebody in the part that was looked through first who is due soon is known at the end of it', () => {
  const dialer = allWait()
  const soon = recipientsOf(dialer)
  soon.due[one - 1] = 100
  const end = look(look(look(dialer).next).next)
  expect([end.callable, look(end.next, 9_999).callable, look(end.next, 10_000).callable]).toEqual([
    ...[false, false, true],
  ])
})

test('so is a retry that a fact brings where the look has been already', () => {
  const first = look(allWait())
  const heard = told(first.next, fact(busy, one, 1, 1_000))
  const end = look(look(heard).next)
  const dueMs = 1_000 + retry.afterMs.busy
  expect([end.callable, look(end.next, dueMs - 1).callable, look(end.next, dueMs).callable]).toEqual([
    ...[false, false, true],
  ])
})
