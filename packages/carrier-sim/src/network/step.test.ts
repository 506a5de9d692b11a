import type { OriginateRequest } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import fc from 'fast-check'
import { configure } from '../options'
import type { NetworkOptions } from '../options'
import type { NetworkEffect, NetworkInput, NetworkState, Seen } from '.'
import { idle, nextDue, step } from '.'

const attempt = (i: number): AttemptId => i.toString(16).padStart(32, '0') as AttemptId
const callOf = (i: number, to = '+12025550101'): OriginateRequest => ({
  attempt: attempt(i),
  to,
  from: '+12025550100',
  messageSha256: '',
})
const originate = (i: number): NetworkInput => ({ is: 'originate', line: 1, ask: i, call: callOf(i) })
const find = (i: number): NetworkInput => ({ is: 'find', line: 2, ask: i, attempt: attempt(i) })
const tick: NetworkInput = { is: 'tick' }

type At = readonly [NetworkInput, number]

const run = (options: NetworkOptions, inputs: readonly At[]): [NetworkState, readonly NetworkEffect[]] => {
  const network = configure(options)
  let state: NetworkState = idle
  const effects: NetworkEffect[] = []
  for (const [input, atMs] of inputs) {
    const [next, more] = step(network, state, input, atMs)
    state = next
    effects.push(...more)
  }
  return [state, effects]
}

const seen = (effects: readonly NetworkEffect[]): readonly Seen[] =>
  effects.flatMap((e) => (e.is === 'record' ? [e.seen] : []))
const sawOf = (effects: readonly NetworkEffect[], i: number): readonly string[] =>
  seen(effects).flatMap((s) => (s.attempt === attempt(i) ? [s.saw] : []))
const answers = (effects: readonly NetworkEffect[]): readonly unknown[] =>
  effects.flatMap((e) => (e.is === 'tell' && e.heard.is !== 'event' ? [e.heard.answer] : []))

const answered: NetworkOptions = {
  seed: 7,
  mix: { answered: 1 },
  optOutShare: 0,
  times: { setupMs: [100, 100], ringMs: [1_000, 1_000], talkMs: [5_000, 5_000] },
}

test('durations are those of the fate, however late the tick', () => {
  const [, effects] = run(answered, [
    [originate(1), 0],
    [tick, 60_000],
  ])
  expect(sawOf(effects, 1)).toEqual(['originate', 'ringing', 'answered', 'ended'])
  expect(seen(effects).at(-1)).toMatchObject({ ringMs: 1_000, talkMs: 5_000, disposition: 'answered' })
})

test('speed divides what people do', () => {
  const [, effects] = run({ ...answered, speed: 100 }, [
    [originate(1), 0],
    [tick, 61],
  ])
  expect(seen(effects).at(-1)).toMatchObject({ saw: 'ended', ringMs: 10, talkMs: 50 })
})

test('no call is longer than the longest call', () => {
  const [, effects] = run({ ...answered, limits: { longestCallMs: 2_000 } }, [
    [originate(1), 0],
    [tick, 2_000],
  ])
  expect(seen(effects).at(-1)).toMatchObject({ saw: 'ended', ringMs: 1_000, talkMs: 900 })
})

test('a call that was forgotten is unknown, not absent; a call that never was is absent', () => {
  const forgetful = { ...answered, keep: { endedMs: 1_000 } }
  const [, effects] = run(forgetful, [
    [originate(1), 0],
    [tick, 7_000],
    [tick, 8_000],
    [find(1), 8_000],
    [find(2), 8_000],
  ])
  expect(answers(effects).slice(1)).toMatchObject([{ is: 'unknown' }, { is: 'absent' }])
})

test('at most so many ended calls are kept', () => {
  const inputs = Array.from({ length: 50 }, (_, i): At => [originate(i), i])
  const [state] = run({ ...answered, keep: { endedCalls: 10 } }, [...inputs, [tick, 60_000]])
  expect(state.calls.size).toBe(10)
  expect(state.ended.size).toBe(10)
  expect(nextDue(state)).toBeNull()
})

test('beyond what it can remember the network promises nothing', () => {
  const [, effects] = run({ ...answered, keep: { promises: 1 } }, [
    [find(1), 0],
    [find(2), 0],
    [find(1), 0],
  ])
  expect(answers(effects)).toMatchObject([{ is: 'absent' }, { is: 'unknown' }, { is: 'absent' }])
  expect(seen(effects)).toHaveLength(1)
})

test('an opt-out by key is told during the conversation and again with the end', () => {
  const script = { '+12025550101': { optOutAfterMs: 2_000 } }
  const [, effects] = run({ ...answered, script }, [
    [originate(1), 0],
    [tick, 60_000],
  ])
  const events = effects.flatMap((e) => (e.is === 'tell' && e.heard.is === 'event' ? [e.heard.event] : []))
  expect(events.map((e) => [e.standing.is, e.optOut])).toEqual([
    ['ringing', undefined],
    ['answered', undefined],
    ['answered', 'key'],
    ['ended', 'key'],
  ])
})

test('for any order of questions: at most one call per attempt, one end, none after a promise of absence', () => {
  const input = fc.tuple(
    fc.oneof(
      fc.nat(4).map(originate),
      fc.nat(4).map(find),
      fc
        .tuple(fc.nat(4), fc.constantFrom('if-ringing' as const, 'always' as const))
        .map(([i, how]): NetworkInput => ({ is: 'hang up', line: 1, ask: i, attempt: attempt(i), how })),
      fc.constant(tick),
    ),
    fc.nat(8_000),
  )
  const limits = fc.record({
    callsPerSecond: fc.integer({ min: 1, max: 3 }),
    concurrentCalls: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(input, { maxLength: 40 }), fc.nat(), limits, (questions, seed, bounds) => {
      let atMs = 0
      const inputs = questions.map(([each, afterMs]): At => [each, (atMs += afterMs)])
      const [state, effects] = run({ seed, limits: bounds, optOutShare: 0.5 }, [
        ...inputs,
        [tick, atMs + 700_000],
      ])
      expect(state.open).toBe(0)
      for (let i = 0; i <= 4; i += 1) {
        const saw = sawOf(effects, i)
        const originates = saw.filter((s) => s === 'originate').length
        const refused = saw.filter((s) => s === 'refused').length
        expect(originates - refused).toBeLessThanOrEqual(1)
        expect(saw.filter((s) => s === 'ended')).toHaveLength(originates - refused)
        const promised = saw.indexOf('absence promised')
        if (promised >= 0) expect(saw.slice(promised)).not.toContain('ringing')
        if (promised >= 0) expect(saw.filter((s) => s === 'ended')).toHaveLength(0)
      }
    }),
    { numRuns: 500 },
  )
})

test('fates do not depend on the order of the calls', () => {
  const inOrder = Array.from({ length: 40 }, (_, i): At => [originate(i), 0])
  const ends = (inputs: readonly At[]): ReadonlyMap<string, unknown> =>
    new Map(
      seen(run({ seed: 3 }, [...inputs, [tick, 700_000]])[1])
        .filter((s) => s.disposition !== undefined)
        .map((s) => [s.attempt, [s.disposition, s.ringMs, s.talkMs]]),
    )
  expect(ends([...inOrder].reverse())).toEqual(ends(inOrder))
  expect(new Set([...ends(inOrder).values()].map((v) => JSON.stringify(v))).size).toBeGreaterThan(20)
})
