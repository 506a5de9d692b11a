/** A stop or a deletion is seen (protocol, step 5): nothing more leaves, and live calls are treated as asked. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent, LiveCalls } from '@lastcall/domain'
import { autumn, created, deleted, scheduled, spring, stopped } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf, factsOf } from '../world/promises.fixture'
import type { Options, World } from '../world/world.fixture'
import { world } from '../world/world.fixture'

const given = (recipients = 3, options: Options = {}, ...more: readonly CampaignEvent[]): World => {
  const of = world(options)
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const types = (of: World, outreach = spring) => factsOf(of, outreach).map(({ type }) => type)
const quiet = (of: World) => eventsOf(of).flatMap((e) => (e.type === 'OutreachQuiesced' ? [e] : []))
const asked = (of: World) => of.diary.filter((what) => what.endsWith('hang up')).length

describe('R1, G1: a stop while permits wait at the gate is seen', () => {
  const waiting = (options: Options = {}) => {
    const of = given(3, options)
    of.hold(/originate: write/)
    const a = of.begin('a')
    of.run(100)
    expect(a.dialer().gate.permits.size).toBe(3)
    return [of, a] as const
  }
  const nothingLeft = (of: World) => {
    of.letGo()
    of.run(200)
    expect(of.network.arrived).toEqual([])
    expect(types(of)).toEqual(['CallReleased', 'CallReleased', 'CallReleased'])
    expect(quiet(of)).toMatchObject([{ open: [], last: null }])
  }

  test('by the feed', () => {
    const [of, a] = waiting()
    of.write(stopped())
    a.tell({ is: 'woken' })
    of.run(0)
    expect(a.dialer().gate.permits.size).toBe(0)
    nothingLeft(of)
  })
  test('by a look, where the feed is silent', () => {
    const [of, a] = waiting()
    of.write(stopped())
    of.run(950)
    expect(a.dialer().gate.permits.size).toBe(0)
    nothingLeft(of)
  })
  test('by the last look at the gate itself', () => {
    const [of, a] = waiting({ lastLook: true })
    of.write(stopped())
    of.letGo()
    for (const one of of.pending.splice(0)) one.happen()
    expect(a.dialer().history.record.stops.size).toBe(0)
    nothingLeft(of)
  })
  test('by a conflict', () => {
    const of = given(20)
    of.hold(/originate: write/)
    of.hold(/look/)
    const a = of.begin('a')
    of.run(20, () => a.dialer().gate.permits.size > 0)
    of.write(stopped())
    of.run(200)
    expect(a.dialer().gate.permits.size).toBe(0)
    of.letGo()
    of.run(200)
    expect(of.network.arrived).toEqual([])
  })
  test('R6: a deletion likewise', () => {
    const [of] = waiting()
    of.write(deleted())
    of.run(950)
    nothingLeft(of)
  })
})

test('R4: another outreach of the campaign goes on', () => {
  const of = given(60, { timing: { maxBatch: 2 } }, scheduled(autumn, 30))
  of.begin('a')
  of.run(30)
  of.write(stopped())
  of.run(3_000)
  expect(types(of, autumn).filter((type) => type === 'CallPlaced')).toHaveLength(30)
  expect(types(of).filter((type) => type === 'CallPlaced').length).toBeLessThan(60)
})

test('R5: a scheduled outreach whose start was due is stopped first and never starts', () => {
  const of = given(3)
  of.hold(/append OutreachStarted/)
  of.begin('a')
  of.run(50)
  of.write(stopped())
  of.letGo()
  of.run(3_000)
  expect(eventsOf(of).map(({ type }) => type)).not.toContain('OutreachStarted')
  expect(of.network.arrived).toEqual([])
  expect(quiet(of)).toHaveLength(1)
})

test('R1, R8: a retry dies with the stop', () => {
  const of = world()
  of.write(created({ retry: { maxAttempts: 3, afterMs: { busy: 1_000 } } }), scheduled(spring, 1))
  of.begin('a')
  of.run(100)
  of.network.become(of.network.arrived[0] as never, end('busy'))
  of.run(300)
  of.write(stopped())
  of.run(60_000, () => false, 50)
  expect(of.network.arrived).toHaveLength(1)
})

describe('live calls', () => {
  /** One call rings, one is answered, the others have just arrived; then the stop. */
  const stoppedAmid = (calls: number, liveCalls: LiveCalls): World => {
    const of = given(calls)
    of.begin('a')
    of.run(100)
    const [ringing, answered] = of.network.arrived
    of.network.become(ringing as never, { is: 'ringing', sinceOriginateMs: 1 })
    of.network.become(answered as never, { is: 'answered', sinceOriginateMs: 1 })
    of.run(50)
    of.write(stopped(spring, liveCalls))
    of.run(3_000)
    return of
  }
  const after = (liveCalls: LiveCalls) => {
    const { network } = stoppedAmid(3, liveCalls)
    return network.arrived.map((attempt) => network.calls.get(attempt)?.is)
  }
  test('drain: all of them go on', () => expect(after('drain')).toEqual(['ringing', 'answered', 'queued']))
  test('cancelRinging: who talks goes on', () =>
    expect(after('cancelRinging')).toEqual(['ended', 'answered', 'ended']))
  test('hangUpAll', () => expect(after('hangUpAll')).toEqual(['ended', 'ended', 'ended']))

  test.each<readonly [LiveCalls, number]>([
    ['drain', 0],
    ['cancelRinging', 3],
    ['hangUpAll', 4],
  ])('%s: of four, %i are asked to end, each once', (policy, asked) =>
    expect(stoppedAmid(4, policy).diary.filter((what) => what.endsWith('hang up'))).toHaveLength(asked),
  )

  test('an end that the carrier did not hear is asked for again, after a pause', () => {
    const of = given(1)
    of.begin('a')
    of.run(100)
    of.hold(/hang up$/)
    of.write(stopped(spring, 'hangUpAll'))
    of.run(1_200)
    expect(of.lose(/hang up$/)).toBe(1)
    of.run(400)
    expect(of.lose(/hang up$/)).toBe(0)
    of.run(300)
    of.letGo()
    of.run(100)
    expect([...of.network.calls.values()].map(({ is }) => is)).toEqual(['ended'])
  })

  test('a call of an earlier life that the carrier has and that does not ring yet is asked to end', () => {
    const of = given(1)
    const a = of.begin('a')
    of.run(100)
    a.crash()
    of.write(stopped(spring, 'cancelRinging'))
    of.begin('a')
    of.run(2_500)
    expect([...of.network.calls.values()]).toMatchObject([{ is: 'ended', disposition: 'cancelled' }])
  })

  test('a call that had not arrived when its end was asked for is asked to end when it has', () => {
    const of = given(1)
    of.hold(/originate: arrives/)
    of.begin('a')
    of.run(50)
    of.write(stopped(spring, 'cancelRinging'))
    of.begin('b')
    of.run(2_000)
    of.letGo()
    of.run(700)
    expect(asked(of)).toBeGreaterThan(0)
    expect([...of.network.calls.values()].map(({ is }) => is)).toEqual(['ended'])
  })
})
