/** The gate: go once, in time, or release; and never both. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId, OutreachId } from '@lastcall/domain'
import { CallsAuthorized, timestamp } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { left, right } from 'fp-ts/lib/Either'
import type { Now } from '../time'
import { hex, start } from '../worker/world/world.fixture'
import { deleted, stopped } from '../worker/world/campaign.fixture'
import type { Gate, GateEffect, GateInput, LastLook, Permit } from './index'
import { closedGate, step } from './index'

const spring = hex(0x51) as OutreachId
const autumn = hex(0xa7) as OutreachId
const at = (mono: number, wall = start + mono): Now => ({ mono, wall })
const permit = (k: number, outreach = spring, t0 = at(0)): Permit => ({
  attempt: hex(k) as AttemptId,
  outreach,
  recipient: k,
  n: 1,
  t0,
  permitMs: 1_000,
  offsetMinutes: 0,
})
const allDay = { opensMin: 0, closesMin: 1440 }
const granted = (...permits: readonly Permit[]): GateInput => ({ is: 'granted', permits })
const ask = (k: number, look: LastLook = null, hours = allDay): GateInput => ({
  is: 'asked',
  attempt: hex(k) as AttemptId,
  look,
  hours,
})
type Told = readonly [GateInput, Now]
const after = (...told: readonly Told[]): readonly [Gate, readonly GateEffect[]] => {
  let gate = closedGate
  let effects: readonly GateEffect[] = []
  for (const [input, now] of told) [gate, effects] = step(gate, input, now)
  return [gate, effects]
}
const says = (...told: readonly Told[]): readonly string[] =>
  after(...told)[1].map((effect) => (effect.is === 'no' ? effect.why : effect.is))
const holding: Told = [granted(permit(1), permit(2, autumn)), at(10)]

describe('goes', () => {
  test('while the permit is alive, with the pass and the age in whole microseconds, rounded up', () =>
    expect(after(holding, [ask(1), at(20.0001)])[1]).toEqual([
      { is: 'go', permit: permit(1), pass: 1, permitAgeUs: 20_001 },
    ]))
  test('until just before its end', () => expect(says(holding, [ask(1), at(999.999)])).toEqual(['go']))
  test('with others news behind the fold than revocations', () =>
    expect(says(holding, [ask(1, right([])), at(20)])).toEqual(['go']))
  test('for another outreach than the one that the look shows stopped', () =>
    expect(says(holding, [ask(2, right([stopped(spring)])), at(20)])).toEqual(['go']))
})

describe('own news', () => {
  test('an own authorization behind the fold is no reason to refuse', () => {
    const own = CallsAuthorized({
      ...{ at: timestamp(start), outreach: spring, incarnation: hex(7) as never, permitMs: 1_000 },
      ...{ callsSeen: [], suppressionSeen: null, calls: [] },
    })
    expect(says(holding, [ask(1, right([own])), at(20)])).toEqual(['go'])
  })
})

describe('a gate that is shut refuses whatever it holds', () => {
  const held = after(holding)[0]
  const refuses = (gate: Gate) => step(gate, ask(1), at(20))[1].map((e) => (e.is === 'no' ? e.why : e.is))
  test('barred', () => expect(refuses({ ...held, barred: 'test' })).toEqual(['test', 'release']))
  test('G1: the outreach stopped', () =>
    expect(refuses({ ...held, stopped: new Set([spring]) })).toEqual(['outreach stopped', 'release']))
})

describe('refuses and releases', () => {
  const refused: readonly (readonly [string, string, readonly Told[]])[] = [
    ['G3: at the end of the permit', 'permit over', [[ask(1), at(1_000)]]],
    ['G3: by wall time, when the machine was suspended', 'permit over', [[ask(1), at(20, start + 1_000)]]],
    ['G3: by monotonic time, when the wall clock went back', 'permit over', [[ask(1), at(1_000, start)]]],
    [
      'G6: outside calling hours',
      'outside calling hours',
      [[ask(1, null, { opensMin: 0, closesMin: 1 }), at(20)]],
    ],
    ['G1: the last look shows the stop', 'outreach stopped', [[ask(1, right([stopped(spring)])), at(20)]]],
    ['R6: the last look shows the deletion', 'campaign deleted', [[ask(1, right([deleted()])), at(20)]]],
    [
      'law 3: the last look shows something unreadable',
      'the last look failed: unknown type',
      [[ask(1, left({ is: 'unknown type', event: {} as Recorded })), at(20)]],
    ],
    [
      'fail closed: the last look is not answered',
      'the last look failed: unavailable',
      [[ask(1, left({ is: 'unavailable', why: 'test' })), at(20)]],
    ],
  ]
  test.each(refused)('%s', (_, why, told) => expect(says(holding, ...told)).toEqual([why, 'release']))

  test('G2: what was let go already, without a release', () =>
    expect(says(holding, [ask(1), at(20)], [ask(1), at(21)])).toEqual(['no permit']))
  test('what was never granted', () => expect(says(holding, [ask(9), at(20)])).toEqual(['no permit']))
  test('what was refused once, also when the reason is gone', () =>
    expect(
      says(holding, [ask(1, left({ is: 'unavailable', why: 'test' })), at(20)], [ask(1), at(21)]),
    ).toEqual(['no permit']))
})

describe('releases at once', () => {
  test('G1: everything of an outreach whose stop is seen, and nothing of another', () =>
    expect(after(holding, [{ is: 'stop seen', outreach: spring }, at(20)])[1]).toEqual([
      { is: 'release', permit: permit(1) },
    ]))
  test('everything when another claims', () =>
    expect(says(holding, [{ is: 'stand down' }, at(20)])).toEqual(['release', 'release']))
  test('and holds again what is granted after another claim', () =>
    expect(
      says(holding, [{ is: 'stand down' }, at(20)], [granted(permit(3)), at(21)], [ask(3), at(22)]),
    ).toEqual(['go']))
  test('nothing where there is nothing to release: the gate stays as it is', () => {
    const [gate] = after(holding)
    expect(step(gate, { is: 'time passed' }, at(999))).toEqual([gate, []])
    expect(step(gate, { is: 'time passed' }, at(999))[0]).toBe(gate)
  })
  test('everything when barred, and whatever is granted later', () => {
    expect(says(holding, [{ is: 'barred', why: 'test' }, at(20)])).toEqual(['release', 'release'])
    const barred = [[{ is: 'barred', why: 'test' }, at(20)] as Told, [granted(permit(3)), at(21)] as Told]
    expect(says(holding, ...barred)).toEqual(['release'])
    expect(says(holding, ...barred, [ask(3), at(22)])).toEqual(['no permit'])
  })
  test('a grant for a stopped outreach, and a grant that comes after its permit', () => {
    expect(says([{ is: 'stop seen', outreach: spring }, at(1)], [granted(permit(1)), at(2)])).toEqual([
      'release',
    ])
    expect(says([granted(permit(1)), at(1_000)])).toEqual(['release'])
  })
  test('what the carrier never asked for', () =>
    expect(after(holding, [{ is: 'not sent', attempt: hex(1) as AttemptId }, at(20)])[1]).toEqual([
      { is: 'release', permit: permit(1) },
    ]))
  test('what ran out unused', () => {
    expect(says(holding, [{ is: 'time passed' }, at(999)])).toEqual([])
    expect(says(holding, [{ is: 'time passed' }, at(1_000)])).toEqual(['release', 'release'])
  })
})

const input: fc.Arbitrary<GateInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(granted()) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom<LastLook>(null, right([]), right([stopped(spring)])),
      )
      .map(([k, look]) => ask(k, look)),
  },
  fc.constantFrom<GateInput>(
    { is: 'time passed' },
    { is: 'stop seen', outreach: spring },
    { is: 'stop seen', outreach: autumn },
    { is: 'stand down' },
    { is: 'barred', why: 'test' },
    { is: 'not sent', attempt: hex(1) as AttemptId },
  ),
)

test('G2, G3: each permit ends in exactly one of go and release, passes count without gaps, nothing goes late or stopped', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(input, fc.nat(400), fc.nat(30)), { maxLength: 80 }), (story) => {
      let [gate, mono, asleep, next] = [closedGate, 0, 0, 1]
      const fates = new Map<AttemptId, string[]>()
      const told = new Set<string>()
      const run = (one: GateInput): void => {
        const now = at(mono, start + mono + asleep)
        const [after, effects] = step(gate, one, now)
        if (one.is === 'stop seen') told.add(one.outreach)
        if (one.is === 'barred') for (const outreach of [spring, autumn]) told.add(outreach)
        for (const effect of effects) {
          if (effect.is === 'no') continue
          fates.get(effect.permit.attempt)?.push(effect.is)
          if (effect.is !== 'go') continue
          expect(effect.pass).toBe(gate.passes + 1)
          expect(now.wall - effect.permit.t0.wall).toBeLessThan(1_000)
          expect(told.has(effect.permit.outreach)).toBe(false)
        }
        gate = after
      }
      for (const [one, ms, sleepMs] of story) {
        mono += ms / 4
        asleep += sleepMs === 30 ? 2_000 : 0
        if (one.is !== 'granted') run(one)
        else {
          const now = at(mono, start + mono + asleep)
          const permits = [permit(next, spring, now), permit(next + 1, autumn, now)]
          next += 2
          for (const { attempt } of permits) fates.set(attempt, [])
          run(granted(...permits))
        }
      }
      mono += 2_000
      run({ is: 'time passed' })
      expect(gate.permits.size).toBe(0)
      expect([...fates.values()].every((fate) => fate.length === 1)).toBe(true)
    }),
    { numRuns: 500 },
  ))
