/** After a crash (protocol, step 6): never dialed again under its n, waited for, asked for, and given one outcome. */
import { describe, expect, test } from '@jest/globals'
import { created, scheduled, spring } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf, factsOf } from '../world/promises.fixture'
import type { Options, World } from '../world/world.fixture'
import { world } from '../world/world.fixture'

const crashed = (hold: RegExp | null, options: Options = {}): World => {
  const of = world(options)
  of.write(created(), scheduled(spring, 1))
  if (hold !== null) of.hold(hold)
  const a = of.begin('a')
  of.run(100)
  a.crash()
  return of
}
const successor = (of: World) => {
  const a = of.begin('a')
  of.run(100)
  return a
}
const types = (of: World) => factsOf(of, spring).map(({ type }) => type)
const finds = (of: World) => of.diary.filter((what) => what.endsWith('find'))
const grants = (of: World) => eventsOf(of).flatMap((e) => (e.type === 'CallsAuthorized' ? e.calls : []))

test('waits permitMs x 1.01 + travelMs from when it first saw the attempt, then asks', () => {
  const of = crashed(/originate: write/)
  const seen = of.now()
  of.begin('a')
  of.run(10_000, () => finds(of).length > 0)
  expect(of.now() - seen).toBeGreaterThanOrEqual(1_510)
  expect(of.now() - seen).toBeLessThan(1_700)
})

test('absent for good: released, and the recipient is called again under the next n', () => {
  const of = crashed(/originate: write/)
  of.letGo()
  successor(of)
  of.run(3_000)
  expect(types(of).slice(0, 1)).toEqual(['CallReleased'])
  expect(grants(of).map(([, n]) => n)).toEqual([1, 2])
  expect(of.network.arrived).toEqual([grants(of)[1]?.[2]])
})

test('G2: absent at a carrier that cannot rule it out: unresolved, and never dialed again', () => {
  const of = crashed(/originate: write/, { limits: { absenceIsFinal: false } })
  of.letGo()
  successor(of)
  of.run(30_000, () => false, 50)
  expect(types(of)).toEqual(['CallUnresolved'])
  expect(grants(of)).toHaveLength(1)
  expect(eventsOf(of).at(-1)?.type).toBe('OutreachCompleted')
})

test('found: followed to its end', () => {
  const of = crashed(null)
  successor(of)
  of.run(2_000)
  expect(types(of)).toEqual(['CallPlaced'])
  of.network.become(of.network.arrived[0] as never, { is: 'ringing', sinceOriginateMs: 9 })
  of.run(100)
  of.network.become(of.network.arrived[0] as never, end('busy'))
  of.run(100)
  expect(types(of)).toEqual(['CallPlaced', 'CallRinging', 'CallEnded'])
})

test('found, and it has ended already', () => {
  const of = crashed(null)
  of.network.become(of.network.arrived[0] as never, end('busy'))
  of.letGo()
  successor(of)
  of.run(2_000)
  expect(factsOf(of, spring).at(-1)).toMatchObject({ type: 'CallEnded', disposition: 'busy' })
})

test('a carrier that cannot be asked: a placed call is unresolved after the longest call and no sooner', () => {
  const of = crashed(null, { limits: { findByAttempt: false, longestCallMs: 20_000 } })
  successor(of)
  of.run(18_000, () => false, 50)
  expect(types(of)).toEqual(['CallPlaced'])
  of.run(9_000, () => false, 50)
  expect(types(of)).toEqual(['CallPlaced', 'CallUnresolved'])
})

describe('own originates without an answer', () => {
  const unanswered = (options: Options = {}) => {
    const of = world(options)
    of.write(created(), scheduled(spring, 1))
    of.hold(/originate: (arrives|answer)/)
    const a = of.begin('a')
    of.run(100)
    return [of, a] as const
  }
  test('are resolved like a stranger’s, the wait counted from t0', () => {
    const [of] = unanswered()
    expect(of.lose(/originate: arrives/)).toBe(1)
    of.letGo()
    of.run(1_300)
    expect(finds(of)).toEqual([])
    of.run(500)
    expect(finds(of)).toHaveLength(1)
    expect(types(of)).toEqual(['CallPlaced', 'CallUnresolved'])
  })
  test('also by a worker that has yielded meanwhile: its own yield puts nothing off', () => {
    const [of, a] = unanswered()
    of.lose(/originate: arrives/)
    of.letGo()
    a.tell({ is: 'shutdown' })
    of.run(1_900)
    expect(finds(of)).toHaveLength(1)
    expect(types(of)).toEqual(['CallPlaced', 'CallUnresolved'])
  })
  test('and found: nothing is lost', () => {
    const [of] = unanswered()
    of.run(600)
    of.lose(/originate: answer/)
    of.letGo()
    of.run(2_000)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(100)
    expect(types(of)).toEqual(['CallPlaced', 'CallEnded'])
  })
})

test('the end of an unresolved call replaces it, when it is told after all', () => {
  const of = crashed(null, { limits: { longestCallMs: 5_000 } })
  of.hold(/find/)
  const a = successor(of)
  of.run(6_000, () => false, 50)
  a.tell({ is: 'found', attempt: of.network.arrived[0] as never, found: { is: 'unknown', why: 'test' } })
  of.run(100)
  expect(types(of)).toEqual(['CallPlaced', 'CallUnresolved'])
  a.tell({ is: 'carrier event', event: { attempt: of.network.arrived[0] as never, standing: end() } })
  of.run(100)
  expect(types(of)).toEqual(['CallPlaced', 'CallUnresolved', 'CallEnded'])
})

test('G5: an own call whose end was lost is asked for after permitMs, travelMs and the longest call', () => {
  const of = world({ limits: { longestCallMs: 5_000 } })
  of.write(created(), scheduled(spring, 1))
  of.begin('a')
  of.run(100)
  of.hold(/carrier event/)
  of.network.become(of.network.arrived[0] as never, end('no-answer'))
  of.run(6_300)
  expect(types(of)).toEqual(['CallPlaced'])
  of.run(1_000)
  expect(types(of)).toEqual(['CallPlaced', 'CallEnded'])
})

test('an opt-out that comes behind the end of its call is recorded', () => {
  const of = world()
  of.write(created(), scheduled(spring, 1))
  const a = of.begin('a')
  of.run(100)
  const attempt = of.network.arrived[0] as never
  of.hold(/append facts/)
  of.network.become(attempt, end())
  of.run(20)
  a.tell({ is: 'carrier event', event: { attempt, standing: end(), optOut: 'carrier' } })
  of.letGo()
  of.run(200)
  expect(types(of)).toContain('OptOutRequested')
})
