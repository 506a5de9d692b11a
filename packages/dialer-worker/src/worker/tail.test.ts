/** What a reading brings: folded in order to the first thing that cannot be read, and reacted to once. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { campaignCodec, CallsAuthorized, timestamp } from '@lastcall/domain'
import { eventId, revision } from '@lastcall/eventlog'
import { right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'
import { dialerOf, step } from './index'
import { autumn, created, scheduled, spring, stopped } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import { eventsOf, factsOf } from './world/promises.fixture'
import type { Options, World } from './world/world.fixture'
import { clock, hex, start, world } from './world/world.fixture'

const given = (recipients = 3, options: Options = {}, ...more: readonly CampaignEvent[]) => {
  const of = world(options)
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const strange = (to: World['own'], type: string): void => {
  to.append('anything', [{ id: eventId(hex(0x777)), type, data: {} }], start)
}
/** A claimant whose permits wait at the gate. */
const waiting = (recipients = 3) => {
  const of = given(recipients, { timing: { permitMs: 60_000 } })
  of.hold(/originate: write/)
  const a = of.begin('a')
  of.run(100)
  expect(a.dialer().gate.permits.size).toBe(3)
  const read = (...events: readonly CampaignEvent[]) => {
    of.write(...events)
    a.tell({ is: 'woken' })
    of.run(20)
  }
  return { of, a, read }
}

describe('fails closed', () => {
  test('law 3: a fact that cannot be read halts the worker, and what waits at the gate does not leave', () => {
    const { of, a, read } = waiting()
    strange(of.facts(spring), 'CallParked')
    read()
    expect(a.dialer().halted).toContain('CallParked')
    of.letGo()
    of.run(2_000)
    expect(of.network.arrived).toEqual([])
  })

  test('nothing is folded behind an event that cannot be read', () => {
    const { of, a, read } = waiting()
    const before = a.dialer().history.at
    strange(of.own, 'CampaignPaused')
    read(scheduled(autumn, 3))
    expect(a.dialer().history.at).toBe(before)
    expect(a.dialer().history.record.state.outreaches.has(autumn)).toBe(false)
  })

  test('the reason that was first stays, for whoever asks why', () => {
    const { of, a, read } = waiting()
    strange(of.own, 'CampaignPaused')
    read()
    a.tell({ is: 'halt', why: 'the audit failed' })
    expect(a.dialer().halted).toContain('CampaignPaused')
  })

  test('G1: a worker that wakes and finds an authorization behind a stop halts before it does anything', () => {
    const of = given(3, {}, stopped())
    of.write(
      CallsAuthorized({
        ...{ at: timestamp(start), outreach: spring, incarnation: hex(0x77) as never, permitMs: 1_000 },
        ...{ callsSeen: [], suppressionSeen: null, calls: [[0, 1, hex(0x701) as never, 0]] },
      }),
    )
    const a = of.begin('a')
    expect(a.dialer().halted).toMatch(/^G1/)
  })
})

describe('an event about something else', () => {
  test('takes no permit from whoever goes on being the claimant', () => {
    const { of, a, read } = waiting()
    const permitted = [...a.dialer().gate.permits.keys()]
    read(scheduled(autumn, 3, 60_000))
    of.letGo()
    of.run(200)
    expect(of.network.arrived).toEqual(permitted)
    expect(factsOf(of, spring).map(({ type }) => type)).toEqual(Array(3).fill('CallPlaced'))
  })

  test('a second stop does not make the first one a later one', () => {
    const { of, a, read } = waiting()
    read(scheduled(autumn, 3, 60_000), stopped(spring))
    const seenAt = a.dialer().stopsSeen.get(spring)
    of.run(500)
    read(stopped(autumn))
    expect(a.dialer().stopsSeen.get(spring)).toBe(seenAt)
    expect(a.dialer().stopsSeen.get(autumn)).toBeGreaterThan(seenAt ?? Infinity)
  })
})

describe('an authorization in our own name', () => {
  /** Ours is on its way; the reading shows another one, with the same calls and another id. */
  const anotherShown = (of: World) => {
    of.hold(/append CallsAuthorized/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const { slot } = a.dialer()
    if (slot?.event.type !== 'CallsAuthorized') throw new Error('nothing was asked for')
    of.own.append('anything', [campaignCodec.encode(eventId(hex(0xbad)), slot.event)], start)
    a.tell({ is: 'woken' })
    of.run(20)
    return { a, slot }
  }

  test('that is shown while another is on its way is not taken for it: released, never dialed', () => {
    const of = given()
    const { a, slot } = anotherShown(of)
    expect(a.dialer().slot?.id).toBe(slot.id)
    expect(a.dialer().gate.permits.size).toBe(0)
    expect(of.network.arrived).toEqual([])
    expect(factsOf(of, spring).map(({ type }) => type)).toEqual(Array(3).fill('CallReleased'))
  })

  test('that repeats one which was dialed halts the worker, and says nothing false of the calls', () => {
    const of = given()
    const a = of.begin('a')
    of.run(200)
    expect(of.network.arrived).toHaveLength(3)
    const repeated = eventsOf(of).find(({ type }) => type === 'CallsAuthorized')
    of.write(repeated as CampaignEvent)
    a.tell({ is: 'woken' })
    of.run(2_000)
    expect(a.dialer().halted).toMatch(/^G2/)
    expect(factsOf(of, spring).map(({ type }) => type)).toEqual(Array(3).fill('CallPlaced'))
  })
})

describe('a worker that wakes before anything was written', () => {
  const empty = () => {
    const of = world()
    const a = of.begin('a')
    of.run(20)
    const now = clock(of.now(), 0)
    return {
      of,
      a,
      looked: (answer: typeof none | ReturnType<typeof some>) =>
        step(
          a.env,
          dialerOf(a.dialer().history, now),
          { is: 'looked', answer: right(answer as never) },
          now,
        )[0].tail,
    }
  }
  test('reads when a look shows the first event, and not while there is none', () => {
    const { looked } = empty()
    expect(looked(none)).toMatchObject({ wanted: false, reading: false })
    expect(looked(some({ revision: revision(0) }))).toMatchObject({ reading: true })
  })
  test('dials what is written then', () => {
    const { of, a } = empty()
    of.write(created(), scheduled(spring, 3))
    a.tell({ is: 'woken' })
    of.run(500)
    expect(of.network.arrived).toHaveLength(3)
  })
})

test('nothing is appended on a history that is being read anew', () => {
  const of = world()
  of.write(created({ pacing: { callsPerSecond: 1_000, channels: 1 } }), scheduled(spring, 3))
  const a = of.begin('a')
  of.run(200)
  of.hold(/read tail/)
  a.tell({ is: 'woken' })
  of.network.become(of.network.arrived[0] as never, end())
  of.run(200)
  expect(a.dialer().history.outreaches.get(spring)?.recipients.open.size).toBe(0)
  expect(a.dialer().slot).toBeNull()
  of.letGo()
  of.run(200)
  expect(of.network.arrived).toHaveLength(2)
})
