/** Starts when due, retries when due, completes when nobody is left; and fails closed (protocol, step 7). */
import { describe, expect, test } from '@jest/globals'
import { callsCodec, CallReleased, CallsAuthorized, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { autumn, created, scheduled, spring, stopped } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf, factsOf } from '../world/promises.fixture'
import type { World } from '../world/world.fixture'
import { hex, start, world } from '../world/world.fixture'

const types = (of: World) => eventsOf(of).map(({ type }) => type)
const given = (recipients = 1, settings = {}, afterMs = 0): World => {
  const of = world()
  of.write(created(settings), scheduled(spring, recipients, afterMs))
  return of
}
const endAll = (of: World, how: 'busy' | 'answered') => {
  for (const attempt of of.network.arrived) of.network.become(attempt, end(how))
}

test('nothing happens before the start time, and the start comes when it is due', () => {
  const of = given(1, {}, 60_000)
  of.begin('a')
  of.run(59_990, () => false, 10)
  expect(types(of)).toEqual(['CampaignCreated', 'OutreachScheduled'])
  of.run(200)
  expect(types(of)).toContain('OutreachStarted')
  expect(of.network.arrived).toHaveLength(1)
})

test('a claimant that dials already starts another outreach at its time, to the tick', () => {
  const of = given(1)
  of.write(scheduled(autumn, 1, 2_000))
  of.begin('a')
  of.run(1_990)
  const started = () => types(of).filter((type) => type === 'OutreachStarted').length
  expect(started()).toBe(1)
  of.run(10)
  expect(started()).toBe(2)
})

describe('retries', () => {
  const retry = { maxAttempts: 2, afterMs: { busy: 5_000 } }
  test('come when they are due and not before, under the next n, up to the cap', () => {
    const of = given(1, { retry })
    of.begin('a')
    of.run(100)
    endAll(of, 'busy')
    of.run(4_800)
    expect(of.network.arrived).toHaveLength(1)
    of.run(500)
    expect(of.network.arrived).toHaveLength(2)
    endAll(of, 'busy')
    of.run(10_000)
    expect(of.network.arrived).toHaveLength(2)
    expect(types(of).at(-1)).toBe('OutreachCompleted')
  })
  test('keep the outreach from completing', () => {
    const of = given(1, { retry })
    of.begin('a')
    of.run(100)
    endAll(of, 'busy')
    of.run(3_000)
    expect(types(of)).not.toContain('OutreachCompleted')
  })
  test('are known to a worker that wakes later', () => {
    const of = given(1, { retry })
    const a = of.begin('a')
    of.run(100)
    endAll(of, 'busy')
    of.run(500)
    a.crash()
    of.begin('a')
    of.run(4_000)
    expect(of.network.arrived).toHaveLength(1)
    of.run(1_000)
    expect(of.network.arrived).toHaveLength(2)
  })
})

test('completes when everybody was called and every end stands in the log', () => {
  const of = given(3)
  of.begin('a')
  of.run(100)
  of.hold(/append facts/)
  endAll(of, 'answered')
  of.run(1_000)
  expect(types(of)).not.toContain('OutreachCompleted')
  of.letGo()
  of.run(500)
  expect(eventsOf(of).at(-1)).toMatchObject({
    type: 'OutreachCompleted',
    callsSeen: factsOf(of, spring).length - 1,
  })
})

describe('fails closed', () => {
  const halted = (spoil: (of: World) => void) => {
    const of = given(3)
    of.hold(/originate: write/)
    const a = of.begin('a')
    of.run(100)
    expect(a.dialer().gate.permits.size).toBe(3)
    spoil(of)
    a.tell({ is: 'woken' })
    of.run(50)
    of.letGo()
    of.run(3_000)
    expect(of.network.arrived).toEqual([])
    expect(a.dialer().halted).not.toBeNull()
    return of
  }
  const at = timestamp(start)
  const batch = (k: number) =>
    CallsAuthorized({
      ...{ at, outreach: spring, incarnation: hex(0x77) as never, permitMs: 1_000 },
      ...{ callsSeen: [], suppressionSeen: null, calls: [[2, k, hex(0x700 + k) as never, 0]] },
    })

  test('law 3: an unknown event in the campaign’s stream', () => {
    const of = halted((w) => {
      w.own.append('anything', [{ id: eventId(hex(0x777)), type: 'CampaignPaused', data: {} }], 0)
    })
    expect(of.own.events.at(-1)?.type).toBe('CampaignPaused')
  })
  test('G1: an authorization behind a stop', () =>
    void halted((of) => {
      of.write(stopped(), batch(2))
    }))
  test('G2: an authorization that is numbered wrongly', () =>
    void halted((of) => {
      of.write(batch(9))
    }))
  test('G5: a release beside a call that was placed', () =>
    void halted((of) => {
      const fact = { at, recipient: 0, n: 1, attempt: hex(0x99) as never, incarnation: hex(0x77) as never }
      const encode = (k: number, type: 'CallReleased' | 'CallPlaced') =>
        type === 'CallReleased'
          ? callsCodec.encode(eventId(hex(k)), CallReleased({ ...fact, proof: 'own-gate' }))
          : callsCodec.encode(eventId(hex(k)), { type, ...fact, pass: 1, permitAgeUs: 1 })
      of.facts(spring).append('anything', [encode(0x801, 'CallPlaced'), encode(0x802, 'CallReleased')], 0)
    }))
  test('no answer from the store: nothing is originated', () => {
    const of = given(3)
    of.hold(/append CallsAuthorized|read tail|look/)
    of.begin('a')
    of.run(5_000)
    expect(of.network.arrived).toEqual([])
  })
  test('the worker that has halted neither claims nor speaks any more', () => {
    const of = halted((w) => {
      w.own.append('anything', [{ id: eventId(hex(0x777)), type: 'CampaignPaused', data: {} }], 0)
    })
    const before = of.own.events.length
    of.begin('b')
    of.run(30_000, () => false, 50)
    expect(of.own.events.length).toBe(before)
  })
  test('what is known of live calls is still said', () => {
    const of = given(1)
    const a = of.begin('a')
    of.run(100)
    a.tell({ is: 'halt', why: 'test' })
    endAll(of, 'answered')
    of.run(100)
    expect(factsOf(of, spring).at(-1)?.type).toBe('CallEnded')
  })
})
