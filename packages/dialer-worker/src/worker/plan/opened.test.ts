/** Nothing personal is opened but to call somebody, or to know whose number is busy. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId, IncarnationId, OutreachId } from '@lastcall/domain'
import {
  callsCodec,
  CallPlaced,
  CallsAuthorized,
  DialingClaimed,
  OutreachStarted,
  timestamp,
} from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { autumn, created, scheduled, spring, stopped } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf } from '../world/promises.fixture'
import type { Options, World } from '../world/world.fixture'
import { hex, start, world } from '../world/world.fixture'

/** A world that notes whose contacts were opened. */
const watched = (options: Options = {}): { readonly of: World; readonly opened: Set<OutreachId> } => {
  const opened = new Set<OutreachId>()
  const contact = (outreach: OutreachId, recipient: number) => {
    opened.add(outreach)
    return { offsetMinutes: 0, token: `${outreach}/${recipient}` }
  }
  return { of: world({ contact, ...options }), opened }
}

/** An earlier life of the worker has placed one call, of which only the log and the network know. */
const placedBefore = (of: World, recipient: number): AttemptId => {
  const incarnation = hex(0x77) as IncarnationId
  const attempt = hex(0x701) as AttemptId
  const at = timestamp(start)
  of.write(
    DialingClaimed({
      ...{ at, incarnation, worker: 'a', carrier: 'scripted' },
      ...{ because: 'nobody dials', silentForMs: 5_000 },
    }),
    OutreachStarted({ at, incarnation, outreach: spring }),
    CallsAuthorized({
      ...{ at, outreach: spring, incarnation, permitMs: 1_000, callsSeen: [[spring, null]] },
      ...{ suppressionSeen: null, calls: [[recipient, 1, attempt, 0]] },
    }),
  )
  const fact = CallPlaced({ at, recipient, n: 1, attempt, incarnation, pass: 1, permitAgeUs: 1 })
  of.facts(spring).append('anything', [callsCodec.encode(eventId(hex(0x702)), fact)], start)
  of.network.arrive(attempt, () => undefined)
  return attempt
}
const authorized = (of: World): readonly number[] =>
  eventsOf(of).flatMap((e) => (e.type === 'CallsAuthorized' ? e.calls.map(([recipient]) => recipient) : []))

describe('G6: after a restart', () => {
  test('a number with an open call is not called for another row, in whatever part of the list the call is', () => {
    const far = 600
    const contact = (_: OutreachId, r: number) => ({ offsetMinutes: 0, token: `${r === far ? 0 : r}` })
    const of = world({ contact })
    of.write(created({ pacing: { callsPerSecond: 1_000, channels: 3 } }), scheduled(spring, 1_000))
    placedBefore(of, far)
    of.begin('a')
    of.run(2_000)
    expect(authorized(of)).toEqual([far, 1, 2])
  })

  test('the number of an open call is not opened where nobody else can be called', () => {
    const { of, opened } = watched()
    of.write(created(), scheduled(spring, 1))
    const attempt = placedBefore(of, 0)
    const a = of.begin('a')
    of.run(3_000)
    expect(a.dialer().calls.has(attempt)).toBe(true)
    expect([...opened]).toEqual([])
    of.network.become(attempt, end())
    of.run(500)
    expect(eventsOf(of).at(-1)?.type).toBe('OutreachCompleted')
    expect([...opened]).toEqual([])
  })

  test('nor is it to prove keys that nobody needs, while the carrier is unhealthy', () => {
    const { of, opened } = watched()
    of.write(created(), scheduled(spring, 1))
    placedBefore(of, 0)
    of.healthy = false
    of.begin('a')
    of.run(3_000)
    expect([...opened]).toEqual([])
  })
})

test('that keys can be read is proven by an outreach that is to be called, not by one that was stopped', () => {
  const { of, opened } = watched()
  of.write(created(), scheduled(spring, 3), stopped(spring), scheduled(autumn, 3))
  of.begin('a')
  of.run(2_000)
  expect(of.network.arrived).toHaveLength(3)
  expect([...opened]).toEqual([autumn])
})
