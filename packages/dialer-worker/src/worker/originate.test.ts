/** The last check, as the worker asks for it: with the campaign's hours, and with what the store says in that turn. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId } from '@lastcall/domain'
import { left, right } from 'fp-ts/lib/Either'
import type { RawLook } from './index'
import { ask } from './index'
import { created, scheduled, spring } from './world/campaign.fixture'
import { factsOf } from './world/promises.fixture'
import { clock, world } from './world/world.fixture'

/** One permit waits at the gate. */
const waiting = (settings: Parameters<typeof created>[0] = {}, afterMs = 0) => {
  const of = world()
  of.write(created(settings), scheduled(spring, 1, afterMs))
  of.hold(/originate: write/)
  const a = of.begin('a')
  of.run(afterMs + 200, () => a.dialer().gate.permits.size === 1)
  const [attempt] = [...a.dialer().gate.permits.keys()] as [AttemptId]
  return { of, a, attempt }
}

describe('G6: calling hours end while a permit waits at the gate', () => {
  const untilOneMinutePastNoon = { hours: { opensMin: 0, closesMin: 721 } }
  const leaves = (afterMs: number) => {
    const { of } = waiting(untilOneMinutePastNoon, afterMs)
    of.run(400)
    of.letGo()
    of.run(100)
    return [of.network.arrived.length, factsOf(of, spring).map(({ type }) => type)]
  }
  test('it leaves while they last', () => expect(leaves(59_000)).toEqual([1, ['CallPlaced']]))
  test('nothing leaves afterwards', () => expect(leaves(59_700)).toEqual([0, ['CallReleased']]))
})

describe('what the store says in the turn of the write', () => {
  const asked = (raw: RawLook) => {
    const { of, a, attempt } = waiting()
    const [dialer, permission] = ask(a.env, a.dialer(), attempt, raw, clock(of.now(), 0))
    return [permission.is, dialer.tail.wanted]
  }
  test('nothing new: it leaves, and nothing is read', () => expect(asked(right([]))).toEqual(['go', false]))
  test('a store that cannot say it: likewise', () => expect(asked(null)).toEqual(['go', false]))
  test('no answer: it does not leave, and the stream is read', () =>
    expect(asked(left({ is: 'unavailable', why: 'test' }))).toEqual(['no', true]))
})

test('G5: a carrier that refuses by itself, without asking the gate: its permit is gone, and one outcome is said', () => {
  const { of, a, attempt } = waiting()
  const refused = { is: 'refused', disposition: 'congestion', status: '503', cause: '34' } as const
  a.tell({ is: 'originated', attempt, answer: refused })
  expect(a.dialer().gate.permits.size).toBe(0)
  of.run(2_000)
  expect(a.dialer().halted).toBeNull()
  expect(factsOf(of, spring).map(({ type }) => type)).toEqual(['CallEnded'])
})
