/** The one append under way: its answer lost, found late, or in conflict; never two that both count, never a late grant. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { campaignCodec } from '@lastcall/domain'
import type { AppendFailure } from '@lastcall/eventlog'
import { eventId, revision } from '@lastcall/eventlog'
import { left, right } from 'fp-ts/lib/Either'
import { none } from 'fp-ts/lib/Option'
import type { DialerInput } from './index'
import { step } from './index'
import { autumn, created, scheduled, spring, stopped } from './world/campaign.fixture'
import { eventsOf, factsOf } from './world/promises.fixture'
import type { Options, World } from './world/world.fixture'
import { clock, hex, world } from './world/world.fixture'

const given = (recipients = 3, options: Options = {}, ...more: readonly CampaignEvent[]): World => {
  const of = world(options)
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const batches = (of: World) => eventsOf(of).flatMap((e) => (e.type === 'CallsAuthorized' ? [e] : []))

describe('an append without an answer', () => {
  const unanswered = (of: World, ms: number) => {
    of.hold(/append CallsAuthorized: answer/)
    const a = of.begin('a')
    of.run(ms)
    return a
  }
  test('is asked for by reading after 300 ms; found by its id while the permit lives: goes on', () => {
    const of = given()
    unanswered(of, 250)
    expect(of.network.arrived).toEqual([])
    of.run(250)
    expect(of.network.arrived).toHaveLength(3)
  })

  test('an uncertain answer likewise: the event that is found by its id is our own', () => {
    const of = given()
    of.hold(/append CallsAuthorized: answer/)
    of.begin('a')
    of.run(50)
    expect(of.lose(/append CallsAuthorized: answer/)).toBe(1)
    of.run(50)
    expect(of.network.arrived).toHaveLength(3)
  })

  test('found after its permit: released at once as our own gate would, never originated', () => {
    const of = given()
    of.hold(/read tail/)
    of.run(0)
    of.letGo()
    const a = unanswered(of, 40)
    of.hold(/read tail/)
    of.run(1_500)
    of.letGo(/read tail/)
    of.run(300)
    const first = batches(of)[0]?.calls.map(([, , attempt]) => attempt) ?? []
    expect(first.filter((attempt) => of.network.arrived.includes(attempt))).toEqual([])
    expect(
      factsOf(of, spring).filter(({ type, attempt }) => type === 'CallReleased' && first.includes(attempt)),
    ).toHaveLength(3)
    expect(a.dialer().halted).toBeNull()
  })

  test('answered after its permit: what it granted is released, and nobody is asked to dial it', () => {
    const of = given()
    of.hold(/append CallsAuthorized/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const { slot, history } = a.dialer()
    if (slot === null) throw new Error('nothing was asked for')
    const answer = right(revision((history.at ?? -1) + 1))
    const late = clock(slot.begun.mono + 1_000, 0)
    const [dialer, effects] = step(a.env, a.dialer(), { is: 'appended', id: slot.id, answer }, late)
    expect(effects.filter(({ is }) => is !== 'look')).toEqual([])
    const said = dialer.outboxes.get(spring)?.waiting.last.map(({ fact }) => fact.type)
    expect(said).toEqual(Array(3).fill('CallReleased'))
  })

  test('not found: given up, and decided anew at the same revision; what comes in late is disowned', () => {
    const of = given()
    of.hold(/append CallsAuthorized: arrives/)
    const a = of.begin('a')
    of.run(700)
    const late = of.pending.filter(({ what }) => what.includes('CallsAuthorized: arrives'))
    expect(late.length).toBeGreaterThan(1)
    // The oldest lands first; the others were decided on the same revision and cannot land beside it.
    of.letGo()
    of.run(2_000)
    expect(
      batches(of).filter(({ calls }) => calls.some(([recipient, n]) => recipient === 0 && n === 1)),
    ).toHaveLength(1)
    expect(a.dialer().gate.permits.size).toBe(0)
    expect(new Set(of.network.arrived).size).toBe(of.network.arrived.length)
    const released = factsOf(of, spring).filter(({ type }) => type === 'CallReleased')
    expect(released.length).toBeGreaterThan(0)
  })

  test('G1: of two appends under way at one revision, none lands behind a stop', () => {
    const of = given()
    of.hold(/append CallsAuthorized: arrives/)
    of.begin('a')
    of.run(1_200)
    expect(of.pending.filter(({ what }) => what.includes('CallsAuthorized: arrives')).length).toBeGreaterThan(
      1,
    )
    of.write(stopped())
    of.letGo()
    of.run(3_000)
    expect(batches(of)).toEqual([])
    expect(eventsOf(of).at(-1)?.type).toBe('OutreachQuiesced')
  })

  test('is not given up by a reading that began before the doubt', () => {
    const of = given()
    const a = of.begin('a')
    of.hold(/append CallsAuthorized/)
    of.run(50, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    of.hold(/read tail: answer/)
    a.tell({ is: 'woken' })
    of.run(310)
    expect(a.dialer().slot?.unanswered).toBe(true)
    const answer = of.pending.findIndex(({ what }) => what.includes('read tail: answer'))
    of.pending.splice(answer, 1)[0]?.happen()
    expect(a.dialer().slot?.event.type).toBe('CallsAuthorized')
  })
})

describe('a conflict', () => {
  test('is decided anew on what was read, with a new event id and new attempts', () => {
    const of = given(3, {}, scheduled(autumn, 3))
    of.hold(/append CallsAuthorized: arrives/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const first = a.dialer().slot
    of.write(stopped(first?.event.type === 'CallsAuthorized' ? first.event.outreach : spring))
    of.letGo()
    of.run(1_000)
    expect(batches(of)).toHaveLength(1)
    expect(of.own.events.some(({ id }) => id === first?.id)).toBe(false)
  })
})

describe('recognised by its id and by nothing else', () => {
  test('an authorization in our own name that is not ours by id is released, not dialed', () => {
    const of = given()
    of.hold(/append CallsAuthorized/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const { slot } = a.dialer()
    if (slot === null) throw new Error('nothing was asked for')
    of.own.append('anything', [campaignCodec.encode(eventId(hex(0xbad)), slot.event)], 0)
    of.letGo()
    of.run(200)
    const attempts = slot.event.type === 'CallsAuthorized' ? slot.event.calls.map(([, , id]) => id) : []
    expect(of.network.arrived.filter((attempt) => attempts.includes(attempt))).toEqual([])
    expect(factsOf(of, spring).filter(({ type }) => type === 'CallReleased')).toHaveLength(3)
  })
})

describe('what the store answers to the one append', () => {
  const answered = (failure: AppendFailure) => {
    const of = given()
    of.hold(/append CallsAuthorized/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const id = a.dialer().slot?.id as never
    const at = of.now()
    const [dialer, effects] = step(
      a.env,
      a.dialer(),
      { is: 'appended', id, answer: left(failure) },
      clock(at, 0),
    )
    const later = (ms: number) => step(a.env, dialer, { is: 'time passed' }, clock(at + ms, 0))[1]
    return { dialer, effects, later }
  }

  test('unavailable: told to people, and tried again a tenth of a second later', () => {
    const { dialer, effects, later } = answered({ is: 'unavailable', why: 'down' })
    expect(effects).toEqual([{ is: 'say', level: 'warn', what: 'store unavailable: down' }])
    expect(dialer.slot).toBeNull()
    expect(later(99)).toEqual([])
    expect(later(100)).toMatchObject([{ is: 'append', lane: 'ordinary', event: { type: 'CallsAuthorized' } }])
  })

  test('refused: a repeat cannot help, so nothing leaves any more', () => {
    const { dialer } = answered({ is: 'refused', why: 'too large' })
    expect(dialer.halted).toBe('the store refuses CallsAuthorized: too large')
    expect([dialer.slot, dialer.gate.permits.size]).toEqual([null, 0])
  })

  test('uncertain: the stream is read, and the append stays the only one', () => {
    const { dialer, effects } = answered({ is: 'uncertain', why: 'lost' })
    expect(effects.map(({ is }) => is)).toEqual(['read tail'])
    expect(dialer.slot).toMatchObject({ unanswered: true, asked: true })
  })

  test('a conflict: certainly not written, so nothing is waited for, and the stream is read', () => {
    const { dialer, effects } = answered({ is: 'conflict', actual: none })
    expect(dialer.slot).toBeNull()
    expect(effects.map(({ is }) => is)).toEqual(['read tail'])
  })

  test('an answer to another append is only a reason to read', () => {
    const of = given()
    of.hold(/append CallsAuthorized/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const answer = left({ is: 'refused', why: 'x' } as const)
    const strange: DialerInput = { is: 'appended', id: eventId(hex(0xbad)), answer }
    const [dialer, effects] = step(a.env, a.dialer(), strange, clock(of.now(), 0))
    expect(dialer.slot?.id).toBe(a.dialer().slot?.id)
    expect([dialer.halted, effects.map(({ is }) => is)]).toEqual([null, ['read tail']])
  })

  test('no answer: asked for by reading after 300 ms, and not a millisecond sooner', () => {
    const of = given()
    of.hold(/append CallsAuthorized|look/)
    const a = of.begin('a')
    of.run(60, () => a.dialer().slot?.event.type === 'CallsAuthorized')
    const at = of.now()
    const wants = (ms: number) =>
      step(a.env, a.dialer(), { is: 'time passed' }, clock(at + ms, 0))[1].map(({ is }) => is)
    expect([wants(299), wants(300)]).toEqual([[], ['read tail']])
  })
})

test('quiet is said in the lane of revocations, wherever the stream has moved to', () => {
  const of = given(3, {}, stopped())
  of.hold(/read tail/)
  const a = of.begin('a')
  const { tail } = a.dialer()
  const atHead = { ...a.dialer(), slot: null, tail: { ...tail, wanted: false, reading: false } }
  const wants = step(a.env, atHead, { is: 'time passed' }, clock(20_000, 0))[1]
  expect(wants.filter(({ is }) => is === 'append')).toMatchObject([
    { lane: 'revocation', expected: 'anything', event: { type: 'OutreachQuiesced' } },
  ])
})
