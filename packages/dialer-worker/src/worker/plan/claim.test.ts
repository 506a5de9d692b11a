/** Who dials and who lets go: claims, silence and speaking, in a world with two workers. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { created, scheduled, spring } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf } from '../world/promises.fixture'
import type { World } from '../world/world.fixture'
import { hex, world } from '../world/world.fixture'

const given = (of: World, ...more: readonly CampaignEvent[]): World => {
  of.write(created(), scheduled(spring, 3), ...more)
  return of
}
const claims = (of: World) =>
  eventsOf(of).flatMap((event) =>
    event.type === 'DialingClaimed' || event.type === 'DialingYielded' ? [event] : [],
  )
const words = (of: World): readonly string[] => claims(of).map(({ because }) => because)
const everythingEnds = (of: World): void => {
  for (const attempt of of.network.calls.keys()) of.network.become(attempt, end())
}

describe('claims', () => {
  test('two workers that wake at once: one claim stands, the other one stands back', () => {
    const of = given(world())
    of.begin('a')
    of.begin('b')
    of.run(8_000)
    expect(new Set(claims(of).map((c) => c.incarnation)).size).toBe(1)
  })

  test('a claimant that owes is never silent for longer than it says', () => {
    const of = given(world())
    of.begin('a')
    of.begin('b')
    of.run(30_000, () => of.network.calls.size === 3)
    of.run(15_000)
    const times = of.own.events.map(({ recordedUs }) => recordedUs / 1_000)
    const pauses = times.slice(1).map((at, k) => at - (times[k] ?? at))
    expect(Math.max(...pauses)).toBeLessThan(5_000)
    expect(new Set(words(of))).toEqual(new Set(['nobody dials', 'still here']))
  })

  test('silence: another claims no sooner than silentFor + takeover after the last event, and not much later', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    of.begin('b')
    a.crash()
    const last = of.now()
    of.run(30_000, () => words(of).includes('silence'))
    expect(of.now() - last).toBeGreaterThanOrEqual(9_000)
    expect(of.now() - last).toBeLessThan(13_000)
  })

  test('two that waited for the same silence: one claims, and the other one has heard it', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    of.begin('b')
    of.begin('c')
    a.crash()
    of.run(20_000)
    expect(words(of).filter((because) => because === 'silence')).toHaveLength(1)
  })

  test('a look that failed starts the series anew', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    const b = of.begin('b')
    a.crash()
    of.run(8_000)
    b.tell({ is: 'looked', answer: { _tag: 'Left', left: { is: 'unavailable', why: 'test' } } })
    of.run(8_500)
    expect(words(of)).not.toContain('silence')
    of.run(4_000)
    expect(words(of)).toContain('silence')
  })

  test('nothing owed, nothing claimed: also no takeover of a silent claimant', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    everythingEnds(of)
    of.run(500)
    a.crash()
    of.begin('b')
    of.run(20_000)
    expect(words(of)).toEqual(['nobody dials'])
  })

  test('the same name claims over its earlier life at once', () => {
    const of = given(world())
    const first = of.begin('a')
    of.run(200)
    first.crash()
    of.begin('a')
    of.run(100)
    expect(claims(of).at(-1)).toMatchObject({ because: 'same worker restarted' })
  })

  test('another claim that is seen: permits that have not left are released in that very step', () => {
    const of = given(world({ timing: { permitMs: 60_000 } }))
    of.hold(/originate: write/)
    const a = of.begin('a')
    of.run(100)
    expect(a.dialer().gate.permits.size).toBe(3)
    const own = claims(of)[0]
    if (own?.type !== 'DialingClaimed') throw new Error('nobody claimed')
    of.write({ ...own, worker: 'b', incarnation: hex(0x77) as never, because: 'silence' })
    a.tell({ is: 'woken' })
    of.run(0)
    expect(a.dialer().gate.permits.size).toBe(0)
    of.letGo()
    of.run(100)
    expect(of.network.arrived).toEqual([])
    expect(of.facts(spring).events.map(({ type }) => type)).toEqual(Array(3).fill('CallReleased'))
  })

  test('a claimant that was overtaken lets go of what has not left: released, never originated', () => {
    const of = given(world())
    of.hold(/a0 originate: write/)
    const a = of.begin('a')
    of.run(100)
    a.freeze()
    of.begin('b')
    of.run(14_000, () => claims(of).at(-1)?.because === 'silence')
    of.letGo()
    a.thaw()
    of.run(3_000)
    expect(of.network.arrived.length).toBeGreaterThan(0)
    const placed = of.facts(spring).events.filter(({ type }) => type === 'CallPlaced')
    expect(placed.every(({ data }) => (data as { incarnation: string }).incarnation !== a.incarnation)).toBe(
      true,
    )
  })
})

describe('answers that are lost', () => {
  test('a claim found in the stream by its id counts as spoken: it is not said again at once', () => {
    const of = given(world())
    of.hold(/append (Dialing|Outreach|Calls).*: answer/)
    of.begin('a')
    of.run(2_000)
    expect(words(of)).toEqual(['nobody dials'])
  })
})

describe('an observer', () => {
  test('leaves the calls of a living claimant to it, however long they last', () => {
    const of = given(world())
    of.begin('a')
    of.begin('b')
    of.run(15_000)
    expect(of.diary.filter((what) => what.endsWith('find'))).toEqual([])
  })

  test('does not overtake a claimant for calls that have ended without its hearing of it', () => {
    const of = world()
    const retry = { maxAttempts: 2, afterMs: { busy: 3_600_000 } }
    of.write(created({ retry }), scheduled(spring, 3))
    of.begin('a')
    of.run(200)
    of.begin('b')
    of.run(2_000)
    for (const attempt of of.network.calls.keys()) of.network.become(attempt, end('busy'))
    of.run(60_000)
    expect(words(of).filter((because) => because !== 'still here')).toEqual(['nobody dials'])
  })
})
