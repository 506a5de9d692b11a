/** Authorize and permit (protocol, steps 1 and 2): permission first, within caps and hours, one call per number. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { autumn, created, scheduled, spring } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf, factsOf } from '../world/promises.fixture'
import type { Options, World } from '../world/world.fixture'
import { world } from '../world/world.fixture'

const given = (recipients = 3, options: Options = {}, ...more: readonly CampaignEvent[]): World => {
  const of = world(options)
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const batches = (of: World) => eventsOf(of).flatMap((e) => (e.type === 'CallsAuthorized' ? [e] : []))
const types = (of: World, outreach = spring) => factsOf(of, outreach).map(({ type }) => type)

describe('permission first, then the telephone', () => {
  test('law 2: nothing is originated before its authorization is acknowledged', () => {
    const of = given()
    of.hold(/append CallsAuthorized: answer/)
    of.begin('a')
    of.run(200)
    expect(batches(of)).toHaveLength(1)
    expect(of.network.arrived).toEqual([])
    of.letGo()
    of.run(50)
    expect(of.network.arrived).toEqual(batches(of)[0]?.calls.map(([, , attempt]) => attempt))
    expect(types(of)).toEqual(['CallPlaced', 'CallPlaced', 'CallPlaced'])
  })

  test('facts say which pass of the gate it was, without gaps, and how old the permit', () => {
    const of = given()
    of.begin('a')
    of.run(200)
    const placed = factsOf(of, spring).flatMap((f) => (f.type === 'CallPlaced' ? [f] : []))
    expect(placed.map(({ pass }) => pass)).toEqual([1, 2, 3])
    expect(placed.every(({ permitAgeUs }) => permitAgeUs <= 1_000_000)).toBe(true)
  })

  test('maxBatch bounds one authorization, and the next one comes after it, never beside it', () => {
    const of = given(20)
    of.hold(/append CallsAuthorized: arrives/)
    of.begin('a')
    of.run(250)
    expect(of.pending.filter(({ what }) => what.includes('append CallsAuthorized'))).toHaveLength(1)
    of.letGo()
    of.run(2_000)
    expect(batches(of).map(({ calls }) => calls.length)).toEqual([8, 8, 4])
  })

  test('G6: channels bound open calls, and an ended call frees its channel', () => {
    const of = world()
    of.write(created({ pacing: { callsPerSecond: 100, channels: 2 } }), scheduled(spring, 5))
    of.begin('a')
    of.run(3_000)
    expect(of.network.calls.size).toBe(2)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(200)
    expect(of.network.calls.size).toBe(3)
  })

  test('round robin over the outreaches in progress', () => {
    const of = given(40, { timing: { maxBatch: 2 } }, scheduled(autumn, 40))
    of.begin('a')
    of.run(1_000)
    const order = batches(of).map(({ outreach }) => outreach)
    expect(order.slice(2, 10).filter((outreach) => outreach === spring)).toHaveLength(4)
  })
})

test('an authorization says of each recipient how far their clock is from UTC', () => {
  const of = given(2, { contact: (_, r) => ({ offsetMinutes: 60 * r - 300, token: `${r}` }) })
  of.begin('a')
  of.run(300)
  expect(batches(of)[0]?.calls.map(([, , , offset]) => offset)).toEqual([-300, -240])
})

describe('G6: at most one open call per number', () => {
  const oneNumber = { contact: () => ({ offsetMinutes: 0, token: 'the same' }) }
  test('two rows with one number are not called in one batch', () => {
    const of = given(3, oneNumber)
    of.begin('a')
    of.run(3_000)
    expect(of.network.calls.size).toBe(1)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(3_000)
    expect(of.network.calls.size).toBe(2)
  })

  test('nor two outreaches of the campaign at once', () => {
    const of = given(1, oneNumber, scheduled(autumn, 1))
    of.begin('a')
    of.run(3_000)
    expect(of.network.calls.size).toBe(1)
  })

  test('open calls all over a long list do not keep it from going on', () => {
    const chunk = 500
    const isPlain = (k: number) => k % chunk === 0
    const token = (recipient: number) => (isPlain(recipient) ? `${recipient}` : 'the first')
    const contact = (_: string, recipient: number) => ({ offsetMinutes: 0, token: token(recipient) })
    const wide = world({ contact })
    wide.write(created(), scheduled(spring, 100 * chunk))
    wide.begin('a')
    wide.run(30_000, () => wide.network.calls.size >= 100, 20)
    expect(wide.network.calls.size).toBe(100)
  })
})

describe('calling hours', () => {
  test('G6: the offset that is told again counts from then on', () => {
    let offsetMinutes = 600
    const of = world({ contact: (_, r) => ({ offsetMinutes, token: `${r}` }) })
    of.write(created({ hours: { opensMin: 540, closesMin: 1_260 } }), scheduled(spring, 3))
    const a = of.begin('a')
    of.run(2_000)
    expect(batches(of)).toEqual([])
    offsetMinutes = 0
    const again = Array.from({ length: 3 }, (_, r) => ({ offsetMinutes, token: `${r}` }))
    a.tell({ is: 'contacts', outreach: spring, chunk: 0, answer: { _tag: 'Right', right: again } })
    of.run(3_000)
    expect(batches(of)[0]?.calls.map(([, , , offset]) => offset)).toEqual([0, 0, 0])
  })

  test('contacts that nobody keeps are passed over when they are told again', () => {
    const of = given()
    const a = of.begin('a')
    of.run(200)
    const before = a.dialer().contacts
    a.tell({ is: 'contacts', outreach: spring, chunk: 77, answer: { _tag: 'Right', right: [] } })
    expect(a.dialer().contacts).toBe(before)
  })
})
