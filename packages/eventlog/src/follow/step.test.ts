/** A subscription that is lost goes on behind the last event it folded; what it must not skip ends it. */
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { eventId, position, revision, streamName } from '../brand'
import { event, family } from '../codec'
import type { Recorded } from '../event'
import type { FollowInput } from './input'
import { begin, step } from './step'

const Counted = event('Counted', { by: t.number })
const codec = family([Counted])
const consumer = (onUnreadable: 'stop' | 'skip') => ({
  codec,
  onUnreadable,
  evolve: (state: readonly number[], happened: { readonly by: number }) => [...state, happened.by],
})

/** Positions are ordered tokens with gaps: nobody may compute the next one. */
const token = (k: number) => position(String(k * 7).padStart(6, '0'))
const recorded = (k: number, type = 'Counted'): Recorded => ({
  ...{ stream: streamName('s'), revision: revision(k), position: token(k), id: eventId(`${k}`), type },
  ...{ data: { by: k }, metadata: {}, recordedUs: 0 },
})

const fresh = { state: [] as readonly number[], at: null, skipped: 0 }

/** A whole life: every subscription is answered from the log behind the position that it asks for. */
const live = (log: readonly Recorded[], cuts: readonly number[], on: 'stop' | 'skip') => {
  let [state, effects] = begin(fresh)
  const subscriptions: (string | null)[] = []
  const feed = (input: FollowInput): void => {
    ;[state, effects] = step(consumer(on), state, input)
  }
  for (const cut of [...cuts, log.length]) {
    const asked = effects.find((effect) => effect.is === 'subscribe')
    if (asked === undefined) break
    subscriptions.push(asked.after)
    const from = log.filter((e) => asked.after === null || e.position > asked.after)
    for (const one of from.slice(0, cut)) feed({ is: 'page', events: [one] })
    if (cut === log.length) feed({ is: 'caught up', at: log.at(-1)?.position ?? null })
    else feed({ is: 'lost', why: 'test' })
  }
  return { state, subscriptions }
}

const log = (types: readonly string[]): readonly Recorded[] => types.map((type, k) => recorded(k, type))

test('however often it is lost, every event is folded once and in order', () =>
  fc.assert(
    fc.property(fc.nat(20), fc.array(fc.nat(5), { maxLength: 10 }), (size, cuts) => {
      const events = log(Array.from({ length: size }, () => 'Counted'))
      const shorter = cuts.filter((cut) => cut < size)
      const { state } = live(events, shorter, 'stop')
      expect(state.is).toBe('live')
      expect(state.consumed.state).toEqual(events.map((_, k) => k))
    }),
  ))

test('lost: it subscribes again behind the last event folded, later each time, and at once after news', () => {
  let [state, effects] = begin(fresh)
  const say = (input: FollowInput) => {
    ;[state, effects] = step(consumer('stop'), state, input)
    return effects
  }
  expect(effects).toEqual([{ is: 'subscribe', after: null, inMs: 0 }])
  say({ is: 'page', events: [recorded(1), recorded(2)] })
  const [first, second] = [say({ is: 'lost', why: '' }), say({ is: 'lost', why: '' })]
  expect(first).toEqual([{ is: 'subscribe', after: token(2), inMs: 50 }])
  expect(second).toEqual([{ is: 'subscribe', after: token(2), inMs: 100 }])
  for (let k = 0; k < 20; k += 1) say({ is: 'lost', why: '' })
  expect(effects).toMatchObject([{ inMs: 5_000 }])
  say({ is: 'page', events: [recorded(3)] })
  expect(say({ is: 'lost', why: '' })).toEqual([{ is: 'subscribe', after: token(3), inMs: 50 }])
})

test('it is catching up until the feed says that it has caught up, also after a loss', () => {
  let [state, effects] = begin(fresh)
  const say = (input: FollowInput) => {
    ;[state, effects] = step(consumer('stop'), state, input)
    return [state.is, effects.length]
  }
  expect(state.is).toBe('catching up')
  expect(say({ is: 'page', events: [recorded(1)] })).toEqual(['catching up', 0])
  expect(say({ is: 'caught up', at: null })).toEqual(['live', 1])
  expect(say({ is: 'page', events: [recorded(2)] })).toEqual(['live', 0])
  expect(say({ is: 'lost', why: '' })).toEqual(['lost', 1])
  expect(say({ is: 'page', events: [recorded(3)] })).toEqual(['catching up', 0])
  expect(state.consumed).toMatchObject({ state: [1, 2, 3], at: token(3) })
})

test('caught up: the state is as new as the log, also where the log goes on with events of others', () => {
  const [state, effects] = step(consumer('stop'), begin(fresh)[0], { is: 'caught up', at: token(9) })
  expect(effects).toEqual([{ is: 'tell caught up' }])
  expect(state).toMatchObject({ is: 'live', consumed: { at: token(9) } })
  expect(step(consumer('stop'), state, { is: 'page', events: [recorded(10)] })[0].is).toBe('live')
})

test('strict: what it cannot read halts it for good, before the page that holds it', () => {
  const events = [recorded(1), recorded(2, 'Newer'), recorded(3)]
  const [halted, effects] = step(consumer('stop'), begin(fresh)[0], { is: 'page', events })
  expect(halted).toMatchObject({
    is: 'halted',
    because: { is: 'unknown type' },
    consumed: { at: null, state: [] },
  })
  expect(effects).toMatchObject([{ is: 'tell halted' }])
  const inputs: readonly FollowInput[] = [
    { is: 'lost', why: '' },
    { is: 'caught up', at: null },
    { is: 'page', events: [recorded(4)] },
  ]
  for (const input of inputs) expect(step(consumer('stop'), halted, input)).toEqual([halted, []])
})

test('lenient: it skips, counts, and remembers how far it came', () => {
  const events = [recorded(1), recorded(2, 'Newer'), recorded(3, 'Newer')]
  const [state] = step(consumer('skip'), begin(fresh)[0], { is: 'page', events })
  expect(state.consumed).toEqual({ state: [1], at: token(3), skipped: 2 })
})

test('an empty page is no news', () => {
  const [before] = begin(fresh)
  expect(step(consumer('stop'), before, { is: 'page', events: [] })).toEqual([before, []])
})
