/** Which attempts of others are watched, and what becomes of the watch when the log says how they went on. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId, CallFact } from '@lastcall/domain'
import { callsCodec, CallEnded, CallPlaced, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { created, scheduled, spring, stopped } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import { eventsOf, factsOf } from './world/promises.fixture'
import type { Options } from './world/world.fixture'
import { hex, start, world } from './world/world.fixture'

/** An earlier life has authorized one call, and the log says no more of it. Its successor reads what is told. */
const given = (hold: RegExp, options: Options = {}) => {
  const of = world(options)
  of.write(created(), scheduled(spring, 1))
  of.hold(hold)
  const before = of.begin('a')
  of.run(100)
  before.crash()
  of.pending.length = 0
  of.letGo()
  const b = of.begin('a')
  of.run(50)
  const [attempt] = [...b.dialer().resolver.keys()] as [AttemptId]
  const call = { at: timestamp(start), recipient: 0, n: 1, attempt, incarnation: before.incarnation }
  const read = (...facts: readonly CallFact[]) => {
    const recorded = facts.map((fact, k) => callsCodec.encode(eventId(hex(0x800 + k)), fact))
    of.facts(spring).append('anything', recorded, start)
    b.tell({ is: 'woken' })
    of.run(20)
  }
  return { of, b, attempt, call, read }
}
const finds = (diary: readonly string[]) => diary.filter((what) => what.endsWith('find')).length
/** Where the earlier life ended: before a byte left, or before it could say that one had. */
const leaving = /originate: write/
const saying = /append facts/

describe('an attempt of an earlier life', () => {
  test('whose end is read is watched no longer, and the carrier is not asked for it', () => {
    const { of, b, call, read } = given(leaving)
    const ended = { disposition: 'busy', status: '486', cause: '17', ringMs: 1, talkMs: 0 } as const
    read(CallEnded({ ...call, ...ended }))
    expect(b.dialer().resolver.size).toBe(0)
    of.run(5_000)
    expect(finds(of.diary)).toBe(0)
    expect(factsOf(of, spring)).toHaveLength(1)
  })

  test('G2: that turns out to have left the gate is not released where the carrier has none: it may have rung', () => {
    const { of, b, attempt, call, read } = given(leaving)
    expect(b.dialer().resolver.get(attempt)?.placed).toBe(false)
    read(CallPlaced({ ...call, pass: 1, permitAgeUs: 1 }))
    expect(b.dialer().resolver.get(attempt)?.placed).toBe(true)
    of.run(5_000)
    expect(factsOf(of, spring).map(({ type }) => type)).toEqual(['CallPlaced', 'CallUnresolved'])
  })
})

describe('an attempt of an earlier life whose end is known here and not written yet', () => {
  const known = () => {
    const it = given(saying)
    it.of.network.become(it.attempt, end('busy'))
    it.of.hold(/append facts/)
    it.of.run(3_000, () => it.b.dialer().calls.get(it.attempt)?.stage === 'closing')
    expect(it.b.dialer().resolver.size).toBe(0)
    return it
  }
  test('is not watched anew by whatever is read then', () => {
    const { of, b, read } = known()
    const asked = finds(of.diary)
    of.write(stopped())
    read()
    expect(b.dialer().resolver.size).toBe(0)
    of.run(5_000)
    expect(finds(of.diary)).toBe(asked)
  })
  test('G4: keeps its outreach from falling quiet until the log shows that it is over', () => {
    const { of } = known()
    const quiet = () => eventsOf(of).filter(({ type }) => type === 'OutreachQuiesced').length
    of.write(stopped())
    of.run(5_000)
    expect(quiet()).toBe(0)
    of.letGo()
    of.run(1_500)
    expect(quiet()).toBe(1)
  })
})
