/** Facts are gathered: also those that come while others are on their way, or each would cost a commit. */
import { describe, expect, test } from '@jest/globals'
import type { AppendFailure } from '@lastcall/eventlog'
import { left } from 'fp-ts/lib/Either'
import { none } from 'fp-ts/lib/Option'
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
