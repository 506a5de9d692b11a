/** Facts are gathered: also those that come while others are on their way, or each would cost a commit. */
import { describe, expect, test } from '@jest/globals'
import type { CallStanding } from '@lastcall/carrier'
import type { AppendFailure } from '@lastcall/eventlog'
import { left } from 'fp-ts/lib/Either'
import { none } from 'fp-ts/lib/Option'
import { allSaid } from './facts'
import type { Dialer } from './index'
import { step } from './index'
import { created, scheduled, spring } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import { factsOf } from './world/promises.fixture'
import { clock, world } from './world/world.fixture'

test('facts that come while an append of others is under way wait for company before they follow it', () => {
  const of = world()
  of.write(created(), scheduled(spring, 3))
  of.begin('a')
  of.run(200)
  const appends = () => of.diary.filter((what) => /append facts .*: arrives/.test(what)).length
  const [first, second, third] = of.network.arrived as [never, never, never]
  const before = appends()
  of.hold(/append facts .*: answer/)
  of.network.become(first, end())
  of.run(20)
  of.network.become(second, end())
  of.run(2)
  of.letGo()
  of.run(2)
  of.network.become(third, end())
  of.run(50)
  expect(factsOf(of, spring).filter(({ type }) => type === 'CallEnded')).toHaveLength(3)
  expect(appends() - before).toBe(2)
})

describe('a fact', () => {
  const calling = () => {
    const of = world()
    of.write(created(), scheduled(spring, 1))
    const a = of.begin('a')
    of.run(200)
    const attempt = of.network.arrived[0] as never
    const hears = (dialer: Dialer, standing: CallStanding, ms: number) =>
      step(a.env, dialer, { is: 'carrier event', event: { attempt, standing } }, clock(of.now() + ms, 0))
    const after = (dialer: Dialer, ms: number) =>
      step(a.env, dialer, { is: 'time passed' }, clock(of.now() + ms, 0))
    return { of, a, hears, after }
  }
  const types = ([, effects]: ReturnType<typeof step>) =>
    effects.flatMap((effect) => (effect.is === 'append facts' ? effect.events.map(({ type }) => type) : []))
  const ringing = { is: 'ringing', sinceOriginateMs: 1 } as const

  test('waits five milliseconds for company, and no longer for whoever comes meanwhile', () => {
    const { a, hears, after } = calling()
    const first = hears(a.dialer(), ringing, 0)
    const second = hears(first[0], { is: 'answered', sinceOriginateMs: 3 }, 3)
    expect([types(first), types(second), types(after(second[0], 4))]).toEqual([[], [], []])
    expect(types(after(second[0], 5))).toEqual(['CallRinging', 'CallAnswered'])
  })

  test('is not said while it is on its way, nor while it waits behind another; and what was lost is repeated', () => {
    const { a, hears, after } = calling()
    const [sending] = after(hears(a.dialer(), ringing, 0)[0], 5)
    expect(allSaid(sending, spring)).toBe(false)
    const [both] = hears(sending, end(), 6)
    expect(allSaid(both, spring)).toBe(false)
    const answer = left({ is: 'uncertain', why: 'lost' } as const)
    const lost = { is: 'facts appended', outreach: spring, answer } as const
    const [waiting] = step(a.env, both, lost, clock(300, 0))
    expect(types(after(waiting, 500))).toEqual(['CallRinging'])
  })
})

describe('facts that were not written', () => {
  const unwritten = (failure: AppendFailure) => {
    const of = world()
    of.write(created(), scheduled(spring, 1))
    const a = of.begin('a')
    of.run(200)
    of.hold(/append facts .*: arrives/)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(20)
    const sending = a.dialer().outboxes.get(spring)?.sending
    const at = of.now()
    const input = { is: 'facts appended', outreach: spring, answer: left(failure) } as const
    const [dialer, effects] = step(a.env, a.dialer(), input, clock(at, 0))
    const later = (ms: number) => step(a.env, dialer, { is: 'time passed' }, clock(at + ms, 0))[1]
    return { sending, effects, later }
  }

  test.each<readonly [AppendFailure, string]>([
    [{ is: 'unavailable', why: 'down' }, 'down'],
    [{ is: 'uncertain', why: 'lost' }, 'lost'],
    [{ is: 'conflict', actual: none }, 'conflict'],
  ])('are told to people: %j', (failure, why) =>
    expect(unwritten(failure).effects).toEqual([
      { is: 'say', level: 'warn', what: `facts not written, repeating: ${why}` },
    ]),
  )

  test('are repeated a tenth of a second later, with the same ids', () => {
    const { sending, later } = unwritten({ is: 'uncertain', why: 'lost' })
    expect(sending).toHaveLength(1)
    expect(later(99).filter(({ is }) => is === 'append facts')).toEqual([])
    const [again] = later(100).filter((effect) => effect.is === 'append facts')
    expect(again?.events.map(({ id, type }) => [id, type])).toEqual([[sending?.[0]?.id, 'CallEnded']])
  })
})

test('one append carries 256 facts at most; what is left follows', () => {
  const of = world()
  of.write(created(), scheduled(spring, 100))
  of.begin('a')
  of.run(20)
  of.hold(/append facts .*: arrives/)
  of.run(2_000, () => of.network.arrived.length === 100)
  for (const attempt of of.network.arrived) {
    of.network.become(attempt, { is: 'ringing', sinceOriginateMs: 1 })
    of.network.become(attempt, { is: 'answered', sinceOriginateMs: 2 })
    of.network.become(attempt, end())
  }
  of.run(50)
  of.diary.length = 0
  of.letGo()
  of.run(100)
  const sizes = of.diary.flatMap((what) =>
    /append facts .*: arrives/.test(what) ? [what.match(/Call/g)?.length ?? 0] : [],
  )
  expect(Math.max(...sizes)).toBe(256)
  expect(factsOf(of, spring)).toHaveLength(400)
})
