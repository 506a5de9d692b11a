/** What the carrier says becomes facts: each stage once and forward only, in whole milliseconds, to the end. */
import { describe, expect, test } from '@jest/globals'
import type { CallStanding, Originated } from '@lastcall/carrier'
import { left, right } from 'fp-ts/lib/Either'
import { ended, progress, released, unresolved } from './calls'
import { ask } from './index'
import { created, scheduled, spring } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import { factsOf } from './world/promises.fixture'
import { outboxOf } from './facts'
import { inOrder } from './queue'
import { clock, hex, start, world } from './world/world.fixture'

const calling = (options: Parameters<typeof world>[0] = {}) => {
  const of = world(options)
  of.write(created(), scheduled(spring, 1))
  const a = of.begin('a')
  of.run(100)
  const attempt = of.network.arrived[0] as never
  const hear = (standing: CallStanding, optOut?: 'key') => {
    a.tell({ is: 'carrier event', event: { attempt, standing, ...(optOut ? { optOut } : {}) } })
  }
  const facts = () => {
    of.run(50)
    return factsOf(of, spring)
  }
  return { of, a, attempt, hear, facts, types: () => facts().map(({ type }) => type) }
}

describe('stages', () => {
  test('are said once, and never back', () => {
    const { hear, types } = calling()
    const ringing = { is: 'ringing', sinceOriginateMs: 5 } as const
    const answered = { is: 'answered', sinceOriginateMs: 9 } as const
    for (const standing of [{ is: 'queued' } as const, ringing, ringing, answered, ringing, answered])
      hear(standing)
    expect(types()).toEqual(['CallPlaced', 'CallRinging', 'CallAnswered'])
    for (const standing of [end('busy'), end(), answered, ringing, { is: 'queued' } as const]) hear(standing)
    expect(types()).toEqual(['CallPlaced', 'CallRinging', 'CallAnswered', 'CallEnded'])
  })

  test('may be left out', () => {
    const { hear, types } = calling()
    hear({ is: 'answered', sinceOriginateMs: 9 })
    hear({ is: 'ringing', sinceOriginateMs: 5 })
    expect(types()).toEqual(['CallPlaced', 'CallAnswered'])
  })

  test('name the call, who says so and when; the carrier’s measures are rounded and never below zero', () => {
    const { a, of, attempt, hear, facts } = calling()
    hear({ is: 'ringing', sinceOriginateMs: 5.5 })
    hear({ is: 'answered', sinceOriginateMs: -3 })
    hear({ ...end('no-answer'), status: '487', cause: '19', ringMs: 10.4, talkMs: -0.1 })
    const which = { recipient: 0, n: 1, attempt, incarnation: a.incarnation }
    const [, rang, answered, ended] = facts()
    expect(rang).toMatchObject({ ...which, type: 'CallRinging', sinceOriginateMs: 6 })
    expect(answered).toMatchObject({ ...which, type: 'CallAnswered', sinceOriginateMs: 0 })
    expect(ended).toMatchObject({
      ...{ ...which, type: 'CallEnded', disposition: 'no-answer', status: '487', cause: '19' },
      ...{ ringMs: 10, talkMs: 0, at: new Date(start + of.now() - 50).toISOString() },
    })
  })

  test('of a call that nobody knows are passed over', () => {
    const { a, types } = calling()
    const before = a.dialer().calls
    a.tell({ is: 'carrier event', event: { attempt: hex(0xbad) as never, standing: end(), optOut: 'key' } })
    a.tell({ is: 'originated', attempt: hex(0xbad) as never, answer: { is: 'unknown', why: 'test' } })
    expect(a.dialer().calls).toBe(before)
    expect(a.dialer().resolver.size).toBe(0)
    expect(types()).toEqual(['CallPlaced'])
  })
})

describe('of one call', () => {
  type Saying = 'ringing' | 'ended' | 'released' | 'unresolved'
  /** What is said of a call that was placed, when this is learnt of it one after the other. */
  const said = (...learnt: readonly Saying[]) => {
    const { of, a, attempt } = calling()
    const now = clock(of.now(), 0)
    let dialer = a.dialer()
    for (const what of learnt) {
      const call = dialer.calls.get(attempt)
      if (call === undefined) throw new Error('forgotten before it is written')
      if (what === 'ringing') {
        const ringing = { is: 'ringing', sinceOriginateMs: 1 } as const
        dialer = progress(a.env, dialer, call, ringing, now)
      }
      if (what === 'ended') dialer = ended(a.env, dialer, call, end(), now)
      if (what === 'released') dialer = released(a.env, dialer, call, 'carrier-absent', now)
      if (what === 'unresolved') dialer = unresolved(a.env, dialer, call, 'test', now)
    }
    return inOrder(outboxOf(dialer, spring).waiting).map(({ fact }) => fact.type)
  }

  test.each<readonly [Saying, Saying]>([
    ['ended', 'ended'],
    ['ended', 'released'],
    ['ended', 'unresolved'],
    ['ended', 'ringing'],
    ['released', 'ended'],
    ['released', 'released'],
    ['released', 'unresolved'],
    ['unresolved', 'unresolved'],
    ['unresolved', 'ringing'],
  ])('G5: that was said to be %s nothing more is said: %s', (first, second) =>
    expect(said(first, second)).toEqual(said(first)),
  )

  test.each(['ended', 'released'] as const)(
    'G5: that nobody knew of, what is known at last is said: %s',
    (last) => expect(said('unresolved', last)).toEqual([...said('unresolved'), ...said(last)]),
  )
})

test('an opt-out is recorded as often as it is told, and how', () => {
  const { hear, facts } = calling()
  hear({ is: 'answered', sinceOriginateMs: 9 }, 'key')
  hear(end(), 'key')
  expect(facts().map((fact) => (fact.type === 'OptOutRequested' ? fact.via : fact.type))).toEqual([
    ...['CallPlaced', 'CallAnswered', 'key', 'CallEnded', 'key'],
  ])
})

describe('what the carrier answered to an originate', () => {
  const answers = (answer: Originated) => {
    const { of, a, attempt, facts } = calling()
    a.tell({ is: 'originated', attempt, answer })
    const watched = a.dialer().resolver.get(attempt)
    return { of, watched, ends: facts().slice(1) }
  }

  test('accepted: nothing more to say', () => {
    const { watched, ends } = answers({ is: 'accepted' })
    expect([watched, ends]).toEqual([undefined, []])
  })

  test('refused: the end of the call, in the carrier’s words', () =>
    expect(
      answers({ is: 'refused', disposition: 'congestion', status: '503', cause: '34' }).ends,
    ).toMatchObject([
      { type: 'CallEnded', disposition: 'congestion', status: '503', cause: '34', ringMs: 0, talkMs: 0 },
    ]))

  test('unknown: watched as placed, from the beginning of its permit', () => {
    const { watched } = answers({ is: 'unknown', why: 'lost' })
    expect(watched).toMatchObject({ placed: true, asking: false, following: false })
    expect((watched?.askAt ?? 0) - (watched?.firstSeen ?? 0)).toBeCloseTo(1_000 * 1.01 + 500)
  })

  test('not sent: what waits at the gate is released', () => {
    const of = world()
    of.write(created(), scheduled(spring, 1))
    of.hold(/originate: write/)
    const a = of.begin('a')
    of.run(100)
    const [attempt] = [...a.dialer().gate.permits.keys()] as [never]
    expect(of.lose(/originate: write/)).toBe(1)
    of.run(20)
    expect(a.dialer().gate.permits.has(attempt)).toBe(false)
    expect(factsOf(of, spring)[0]).toMatchObject({ type: 'CallReleased', proof: 'own-gate', n: 1 })
  })
})

describe('a last look that is not clean', () => {
  test.each([
    ['cannot be read', right([{ type: 'Newer', data: {} }])],
    ['is not answered', left({ is: 'unavailable', why: 'test' })],
  ])('%s: refused, released, and the stream is read', (_, raw) => {
    const of = world()
    of.write(created(), scheduled(spring, 1))
    of.hold(/originate: write/)
    const a = of.begin('a')
    of.run(100)
    const [attempt] = [...a.dialer().gate.permits.keys()] as [never]
    const [dialer, permission] = ask(a.env, a.dialer(), attempt, raw as never, {
      mono: of.now(),
      wall: start + of.now(),
    })
    expect(permission).toEqual({ is: 'no' })
    expect(dialer.tail.wanted).toBe(true)
    expect(dialer.outboxes.get(spring)?.waiting.last.map(({ fact }) => fact.type)).toEqual(['CallReleased'])
  })
})
