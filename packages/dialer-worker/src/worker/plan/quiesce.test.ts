/** OutreachQuiesced: said when nothing more can leave, with the last call and everything that is still open. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { autumn, created, deleted, scheduled, spring, stopped } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf, factsOf, judge } from '../world/promises.fixture'
import type { Options, World } from '../world/world.fixture'
import { world } from '../world/world.fixture'

const given = (recipients = 3, options: Options = {}, ...more: readonly CampaignEvent[]): World => {
  const of = world(options)
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const types = (of: World, outreach = spring) => factsOf(of, outreach).map(({ type }) => type)
const quiet = (of: World) => eventsOf(of).flatMap((e) => (e.type === 'OutreachQuiesced' ? [e] : []))

describe('G4: OutreachQuiesced', () => {
  test('lists every attempt without a terminal fact, and the last call placed', () => {
    const of = given(3)
    judge(of)
    of.begin('a')
    of.run(100)
    const [first, ...open] = of.network.arrived
    of.network.become(first as never, end())
    of.run(100)
    of.write(stopped())
    of.run(2_000)
    expect(quiet(of)).toHaveLength(1)
    expect(quiet(of)[0]).toMatchObject({
      open,
      last: of.network.arrived.at(-1),
      stop: eventsOf(of).length - 2,
    })
    for (const attempt of open) of.network.become(attempt, end())
    of.run(300)
    expect(types(of).filter((type) => type === 'CallEnded')).toHaveLength(3)
  })

  test('facts that lag make it list too much, never too little, and it waits for them a second at most', () => {
    const of = given(3)
    of.hold(/append facts/)
    const a = of.begin('a')
    of.run(100)
    of.network.become(of.network.arrived[0] as never, end())
    of.write(stopped())
    a.tell({ is: 'woken' })
    of.run(990)
    expect(quiet(of)).toHaveLength(0)
    of.run(10)
    expect(quiet(of)).toMatchObject([{ last: null, callsSeen: null, open: of.network.arrived }])
  })

  test('waits for the permits of another incarnation, counted from when they were first seen here', () => {
    const of = given(3)
    of.hold(/originate: write/)
    const a = of.begin('a')
    of.run(100)
    a.crash()
    of.write(stopped())
    of.run(5_000)
    const b = of.begin('a')
    const seen = of.now()
    of.run(5_000, () => quiet(of).length > 0)
    expect(b.isAlive()).toBe(true)
    expect(of.now() - seen).toBe(1_010)
    expect(quiet(of)[0]?.open).toHaveLength(3)
  })

  test('a placed one of another incarnation needs no wait', () => {
    const of = given(3)
    const a = of.begin('a')
    of.run(100)
    a.crash()
    of.write(stopped())
    of.begin('a')
    of.run(150)
    expect(quiet(of)[0]?.open).toHaveLength(3)
  })

  test('when the claimant does not say it, anybody who has waited does; and once', () => {
    const of = given(3)
    const a = of.begin('a')
    of.run(100)
    of.begin('b')
    a.freeze()
    of.write(stopped())
    of.run(14_000)
    expect(quiet(of)).toHaveLength(1)
    a.thaw()
    of.run(3_000)
    expect(quiet(of)).toHaveLength(1)
  })

  test('it leaves that to the claimant for ten seconds, silence and takeover, from when it saw the stop', () => {
    const of = given(3)
    const a = of.begin('a')
    of.run(100)
    const b = of.begin('b')
    a.freeze()
    of.write(stopped())
    b.tell({ is: 'woken' })
    of.run(9_990)
    expect(b.dialer().stopsSeen.has(spring)).toBe(true)
    expect(quiet(of)).toHaveLength(0)
    of.run(10)
    expect(quiet(of)).toMatchObject([{ waitedMs: 10_000 }])
  })

  test('R6: a deletion quiesces every outreach that had not ended, also one that never started', () => {
    const of = given(3, {}, scheduled(autumn, 3, 3_600_000))
    of.begin('a')
    of.run(100)
    of.write(deleted())
    of.run(3_000)
    expect(
      quiet(of)
        .map(({ outreach }) => outreach)
        .sort(),
    ).toEqual([spring, autumn].sort())
  })

  test('an append without an answer is found by its id and said once', () => {
    const of = given(3)
    of.begin('a')
    of.run(100)
    of.hold(/append OutreachQuiesced: answer/)
    of.write(stopped())
    of.run(5_000)
    expect(quiet(of)).toHaveLength(1)
  })
})

test('R15: outcomes of calls that were handed over before the stop are recorded afterwards', () => {
  const of = given(1)
  of.begin('a')
  of.run(100)
  of.write(stopped())
  of.run(2_000)
  of.network.become(of.network.arrived[0] as never, end())
  of.run(200)
  expect(factsOf(of, spring).at(-1)).toMatchObject({ type: 'CallEnded', disposition: 'answered' })
})
