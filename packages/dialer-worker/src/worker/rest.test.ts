/** When a worker may leave, and when its machine may be put away: never while anybody still waits for a word of it. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { isIdle, mayLeave } from './index'
import { created, scheduled, spring, stopped } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import type { World } from './world/world.fixture'
import { clock, world } from './world/world.fixture'

const given = (recipients = 1, ...more: readonly CampaignEvent[]): World => {
  const of = world()
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const leaving = (of: World, a: ReturnType<World['begin']>) => mayLeave(a.env, a.dialer(), clock(of.now(), 0))

describe('leaves', () => {
  test('not unless it was asked to', () => {
    const of = given()
    const a = of.begin('a')
    of.run(60_000)
    expect(leaving(of, a)).toBe(false)
  })

  test('when it has yielded and its calls have ended, and that is written', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    const [attempt] = of.network.arrived as [never]
    of.hold(/append DialingYielded: arrives/)
    a.tell({ is: 'shutdown' })
    of.run(100)
    expect([a.dialer().slot === null, leaving(of, a)]).toEqual([false, false])
    of.letGo()
    of.run(100)
    expect([a.dialer().slot === null, leaving(of, a)]).toEqual([true, false])
    of.hold(/append facts .*: arrives/)
    of.network.become(attempt, end())
    of.run(100)
    expect(leaving(of, a)).toBe(false)
    of.letGo()
    of.run(100)
    expect(leaving(of, a)).toBe(true)
  })

  test('when the drain is over, whatever is still live', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    a.tell({ is: 'shutdown' })
    of.run(29_990)
    expect(leaving(of, a)).toBe(false)
    of.run(10)
    expect(leaving(of, a)).toBe(true)
  })

  test('without a yield when it was halted: it holds nothing that anybody would wait for', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    a.tell({ is: 'halt', why: 'test' })
    of.network.become(of.network.arrived[0] as never, end())
    of.run(100)
    a.tell({ is: 'shutdown' })
    expect(leaving(of, a)).toBe(true)
  })
})

describe('rests', () => {
  test('not while there is somebody to call, a call to follow, a fact to write', () => {
    const of = given()
    const a = of.begin('a')
    expect(isIdle(a.dialer())).toBe(false)
    of.run(300)
    expect(isIdle(a.dialer())).toBe(false)
    of.hold(/append facts .*: answer/)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(100)
    expect(isIdle(a.dialer())).toBe(false)
    of.letGo()
    of.run(1_000)
    expect(isIdle(a.dialer())).toBe(true)
  })

  test('not before a stop has fallen quiet, and not before the calls that were open then have ended', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    of.hold(/append OutreachQuiesced: arrives/)
    of.write(stopped(spring, 'drain'))
    a.tell({ is: 'woken' })
    of.run(100)
    expect(isIdle(a.dialer())).toBe(false)
    of.letGo()
    of.run(100)
    expect(a.dialer().history.record.state.outreaches.get(spring)?.stop?.quiesced).toBe(true)
    expect(isIdle(a.dialer())).toBe(false)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(200)
    expect(isIdle(a.dialer())).toBe(true)
  })

  test('not while another life’s call is open', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    a.crash()
    of.write(stopped(spring, 'drain'))
    const b = of.begin('b')
    of.run(200)
    expect([b.dialer().resolver.size, isIdle(b.dialer())]).toEqual([1, false])
  })

  test('a stopped outreach that was never called is quiet at once', () => {
    const of = given(1, stopped(spring))
    const a = of.begin('a')
    of.run(500)
    expect(isIdle(a.dialer())).toBe(true)
  })
})
