/** How often a worker looks, reads, asks again; and what one step makes of what it is told. */
import { describe, expect, test } from '@jest/globals'
import { left, right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'
import type { DialerInput } from './index'
import { step, wake } from './index'
import { dialerOf } from './state'
import { created, scheduled, spring, stopped } from './world/campaign.fixture'
import type { Life, World } from './world/world.fixture'
import { clock, world } from './world/world.fixture'

const given = (recipients = 1): readonly [World, Life] => {
  const of = world()
  of.write(created(), scheduled(spring, recipients))
  const a = of.begin('a')
  of.run(100)
  return [of, a]
}
const now = (of: World, later = 0) => clock(of.now() + later, 0)
const told = (of: World, a: Life, input: DialerInput, later = 0) =>
  step(a.env, a.dialer(), input, now(of, later))
const kinds = ([, effects]: ReturnType<typeof step>) => effects.map(({ is }) => is)
const time: DialerInput = { is: 'time passed' }
const unavailable = left({ is: 'unavailable', why: 'test' } as const)

describe('a look', () => {
  test('is taken once a second, and never beside another', () => {
    const [of, a] = given()
    of.hold(/look/)
    of.run(950)
    const { looking, next } = a.dialer().look
    expect([looking, next]).toEqual([true, 2_000])
    const [seen] = told(of, a, { is: 'looked', answer: right(some(of.own.events.at(-1) as never)) })
    expect(seen.look.looking).toBe(false)
    const wants = (at: number) => step(a.env, seen, time, clock(at, 0))[1].map(({ is }) => is)
    expect([wants(1_999), wants(2_000)]).toEqual([[], ['look']])
    expect(kinds(told(of, a, time, 5_000))).not.toContain('look')
  })

  test('that shows news is followed by a reading; one that shows what is known is not', () => {
    const [of, a] = given()
    const newest = of.own.events.at(-1) as never
    expect(kinds(told(of, a, { is: 'looked', answer: right(some(newest)) }))).toEqual([])
    of.write(stopped())
    const news = of.own.events.at(-1) as never
    expect(kinds(told(of, a, { is: 'looked', answer: right(some(news)) }))).toContain('read tail')
    expect(kinds(told(of, a, { is: 'looked', answer: right(none) }))).toEqual([])
  })

  test('that failed is the end of a series', () => {
    const [of, a] = given()
    const [dialer] = told(of, a, { is: 'looked', answer: unavailable })
    expect([dialer.claiming.silence, dialer.look.looking]).toEqual([null, false])
  })
})

describe('a reading', () => {
  test('that failed is repeated a tenth of a second later', () => {
    const [of, a] = given()
    const [failed, effects] = told(of, a, { is: 'tail', answer: unavailable })
    expect(effects).toEqual([])
    const wants = (ms: number) => step(a.env, failed, time, now(of, ms))[1].map(({ is }) => is)
    expect([wants(99), wants(100)]).toEqual([[], ['read tail']])
  })

  test('asks for what lies behind the fold, facts and campaign', () => {
    const [of, a] = given()
    const [reading, effects] = told(of, a, { is: 'woken' })
    const { history } = a.dialer()
    expect(effects).toEqual([
      {
        is: 'read tail',
        calls: [[spring, (history.outreaches.get(spring)?.callsAt ?? -1) + 1]],
        campaign: (history.at ?? -1) + 1,
      },
    ])
    expect(reading.tail).toMatchObject({ wanted: false, reading: true, begunAt: of.now() })
    expect(step(a.env, reading, { is: 'woken' }, now(of, 1))[1]).toEqual([])
  })

  test('of what is known already changes nothing', () => {
    const [of, a] = given()
    const again = right({ calls: [], campaign: of.own.events })
    const [dialer] = told(of, a, { is: 'tail', answer: again })
    expect(dialer.history).toEqual(a.dialer().history)
    expect(dialer.halted).toBeNull()
  })
})

describe('health and shutdown', () => {
  test('are known since they changed, and the first shutdown counts', () => {
    const [of, a] = given()
    const { since } = a.dialer().carrier
    const healthy: DialerInput = { is: 'health', health: { is: 'healthy' } }
    const ill: DialerInput = { is: 'health', health: { is: 'unhealthy', why: 'test' } }
    expect(told(of, a, healthy, 5)[0].carrier).toEqual({ healthy: true, since })
    const [sick] = told(of, a, ill, 5)
    expect(sick.carrier).toEqual({ healthy: false, since: of.now() + 5 })
    expect(step(a.env, sick, ill, now(of, 9))[0].carrier).toEqual(sick.carrier)
    const [leaving] = told(of, a, { is: 'shutdown' }, 5)
    expect(step(a.env, leaving, { is: 'shutdown' }, now(of, 9))[0].shutdownAt).toBe(of.now() + 5)
  })
})

test('what only time makes due among the calls is looked at ten times a second, not in every step', () => {
  const [of, a] = given()
  const at = a.dialer().sweepAt - of.now()
  const [before] = told(of, a, time, at - 1)
  expect(before.sweepAt).toBe(a.dialer().sweepAt)
  const [swept] = told(of, a, time, at)
  expect(swept.sweepAt).toBe(a.dialer().sweepAt + 100)
})

describe('the end of a call that the carrier did not hear', () => {
  test.each(['unknown call', 'unreachable'] as const)('%s: asked for again half a second later', (answer) => {
    const [of, a] = given()
    of.write(stopped(spring, 'hangUpAll'))
    a.tell({ is: 'woken' })
    of.hold(/hang up/)
    of.run(20)
    const attempt = of.network.arrived[0] as never
    expect(a.dialer().calls.get(attempt)?.askToEndAt).toBe(Infinity)
    expect(told(of, a, { is: 'hung up', attempt, answer: 'asked' })[0].calls).toBe(a.dialer().calls)
    const [dialer] = told(of, a, { is: 'hung up', attempt, answer })
    expect(dialer.calls.get(attempt)?.askToEndAt).toBe(of.now() + 500)
    expect(told(of, a, { is: 'hung up', attempt: 'f'.repeat(32) as never, answer })[0].calls).toBe(
      a.dialer().calls,
    )
  })
})

describe('a life begins', () => {
  test('with nothing under way, nothing known of carrier and keys, and a look at once', () => {
    const of = world()
    of.write(created(), scheduled(spring, 1, 60_000))
    const a = of.begin('a')
    const at = { mono: 7, wall: now(of).wall }
    const begun = dialerOf(a.dialer().history, at)
    expect(begun).toMatchObject({
      ...{ slot: null, halted: null, shutdownAt: null, appendNotBefore: 0, turn: 0, sweepAt: 7 },
      carrier: { healthy: false, since: 7 },
      keys: { readable: null, since: 7, notBefore: 0 },
      tail: { wanted: false, reading: false, notBefore: 0, begunAt: -Infinity, knownAt: -Infinity },
      look: { next: 7, looking: false },
    })
    expect([begun.calls.size, begun.resolver.size, begun.outboxes.size, begun.gate.permits.size]).toEqual([
      0, 0, 0, 0,
    ])
    expect(wake(a.env, begun, at)[1]).toEqual([{ is: 'look' }])
  })

  test('with the stops that it finds: seen now, and known to the gate', () => {
    const of = world()
    of.write(created(), scheduled(spring, 1), stopped())
    const a = of.begin('a')
    const at = { mono: 7, wall: now(of).wall }
    const [dialer] = wake(a.env, dialerOf(a.dialer().history, at), at)
    expect([...dialer.stopsSeen]).toEqual([[spring, 7]])
    expect([...dialer.gate.stopped]).toEqual([spring])
  })

  test('with a yield that it finds: those calls are left alone as long as it says', () => {
    const [of, a] = given()
    a.tell({ is: 'shutdown' })
    of.run(100)
    a.crash()
    const b = of.begin('b')
    expect([...b.dialer().resolver.values()].map(({ askAt, firstSeen }) => askAt - firstSeen)).toEqual([
      30_000,
    ])
  })
})
