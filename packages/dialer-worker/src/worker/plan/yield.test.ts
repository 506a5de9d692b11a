/** Who lets go, and when it may come back: keys, a carrier that is unhealthy, a shutdown. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { autumn, created, deleted, scheduled, spring } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf } from '../world/promises.fixture'
import type { World } from '../world/world.fixture'
import { world } from '../world/world.fixture'

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

describe('keys', () => {
  test('a deletion that destroyed the key while calls are open: the claim is kept, and nobody asks for contacts', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    expect(of.network.calls.size).toBe(3)
    of.keysReadable = false
    a.tell({ is: 'contacts', outreach: spring, chunk: 0, answer: { _tag: 'Left', left: 'no key' } })
    of.write(deleted())
    of.diary.length = 0
    of.run(12_000)
    expect(words(of).filter((because) => because !== 'still here')).toEqual(['nobody dials'])
    everythingEnds(of)
    of.run(1_000)
    expect(of.facts(spring).events.filter(({ type }) => type === 'CallEnded')).toHaveLength(3)
    expect(of.diary.filter((what) => what.includes('contacts'))).toEqual([])
  })

  test('unreadable while there is somebody to call: yields after takeover, and claims again once they can be read', () => {
    const of = world()
    of.write(created({ pacing: { callsPerSecond: 100, channels: 1 } }), scheduled(spring, 3))
    const a = of.begin('a')
    of.run(200)
    of.keysReadable = false
    a.tell({ is: 'contacts', outreach: spring, chunk: 0, answer: { _tag: 'Left', left: 'no key' } })
    of.run(4_990)
    expect(words(of)).not.toContain('keys unreadable')
    of.run(10)
    expect(words(of)).toContain('keys unreadable')
    of.run(15_000)
    expect(words(of).filter((because) => because !== 'still here')).toEqual([
      'nobody dials',
      'keys unreadable',
    ])
    of.keysReadable = true
    of.run(2_000)
    expect(words(of).at(-1)).toBe('predecessor yielded')
  })

  test('a chunk that was opened before the keys went does not keep anybody from asking whether they are back', () => {
    const of = world()
    of.write(created(), scheduled(spring, 1), scheduled(autumn, 1, 500))
    of.begin('a')
    of.run(400)
    expect(of.network.calls.size).toBe(1)
    of.keysReadable = false
    of.run(15_000)
    expect(words(of).at(-1)).toBe('keys unreadable')
    of.keysReadable = true
    of.run(2_000)
    expect(words(of).at(-1)).toBe('predecessor yielded')
  })

  test('failed contacts are asked for again after a pause, not in the next step', () => {
    const of = given(world())
    of.keysReadable = false
    of.begin('a')
    of.run(10_000)
    const asked = of.diary.filter((what) => what.endsWith('open contacts')).length
    expect(asked).toBeGreaterThan(5)
    expect(asked).toBeLessThan(25)
  })
})

describe('carrier', () => {
  test('unhealthy for takeover: yields, and does not claim before it is healthy', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(100)
    a.tell({ is: 'health', health: { is: 'unhealthy', why: 'test' } })
    of.run(4_990)
    expect(words(of)).not.toContain('carrier unhealthy')
    of.run(10)
    expect(words(of)).toContain('carrier unhealthy')
    of.run(20_000)
    expect(words(of).at(-1)).toBe('carrier unhealthy')
    expect(words(of).filter((because) => because === 'carrier unhealthy')).toHaveLength(1)
    a.tell({ is: 'health', health: { is: 'healthy' } })
    of.run(100)
    expect(words(of).at(-1)).toBe('predecessor yielded')
  })

  test('a worker whose carrier is unhealthy never claims', () => {
    const of = given(world())
    of.healthy = false
    of.begin('a')
    of.run(20_000)
    expect(words(of)).toEqual([])
  })

  test('after a yield another worker claims at once', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(100)
    of.begin('b')
    a.tell({ is: 'health', health: { is: 'unhealthy', why: 'test' } })
    of.run(7_000)
    expect(claims(of).at(-1)).toMatchObject({ worker: 'b', because: 'predecessor yielded' })
  })
})

describe('shutdown', () => {
  test('yields with drainMs, follows its calls, and may leave when they have ended', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    a.tell({ is: 'shutdown' })
    of.run(1_000)
    expect(claims(of).at(-1)).toMatchObject({ because: 'shutdown', drainMs: 30_000 })
    expect(a.mayLeave()).toBe(false)
    everythingEnds(of)
    of.run(1_000)
    expect(of.facts(spring).events.filter(({ type }) => type === 'CallEnded')).toHaveLength(3)
    expect(a.mayLeave()).toBe(true)
  })

  test('leaves when the drain is over, also with calls on', () => {
    const of = given(world())
    const a = of.begin('a')
    of.run(200)
    a.tell({ is: 'shutdown' })
    of.run(29_000)
    expect(a.mayLeave()).toBe(false)
    of.run(1_100)
    expect(a.mayLeave()).toBe(true)
  })

  test('its open calls are left alone for drainMs by whoever comes next', () => {
    const of = given(world())
    const a = of.begin('a')
    of.begin('b')
    of.run(200)
    a.tell({ is: 'shutdown' })
    of.run(1_000)
    a.crash()
    of.diary.length = 0
    of.run(28_000)
    expect(of.diary.filter((what) => what.endsWith('find'))).toEqual([])
    of.run(3_000)
    expect(of.diary.filter((what) => what.endsWith('find')).length).toBeGreaterThanOrEqual(3)
  })
})
