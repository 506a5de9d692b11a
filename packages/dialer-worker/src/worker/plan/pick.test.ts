/** Whom the next authorization is for: those admitted now, each number once; and rest after a vain round. */
import { describe, expect, test } from '@jest/globals'
import { evolveHistory, historyOf } from '@lastcall/history'
import { revision } from '@lastcall/eventlog'
import { onContacts, wantContacts } from '../contacts'
import type { Contact, Dialer } from '../state'
import { dialerOf } from '../state'
import { autumn, created, scheduled, spring } from '../world/campaign.fixture'
import { clock, hex } from '../world/world.fixture'
import type { Admission } from './pick'
import { pick } from './pick'

/** It is noon UTC. */
const given = (recipients: number, contact?: (k: number) => Contact): Dialer => {
  let history = historyOf(hex(0xca) as never, null)
  for (const [k, event] of [created(), scheduled(spring, recipients)].entries())
    history = evolveHistory(history, event, revision(k))
  const dialer = dialerOf(history, clock(0, 0))
  if (contact === undefined) return dialer
  const chunk = Array.from({ length: 500 }, (_, k) => contact(k))
  return onContacts(wantContacts(dialer, spring, 0, clock(0, 0))[0], spring, 0, chunk, clock(0, 0))
}
const anybody = (k: number): Contact => ({ offsetMinutes: 0, token: `${k}` })
const admissionOf = (
  dialer: Dialer,
  more: { readonly busy?: readonly string[]; readonly opensMin?: number } = {},
): Admission => {
  const { settings } = dialer.history.record.state
  if (settings === null) throw new Error('no campaign')
  const hours = { ...settings.hours, opensMin: more.opensMin ?? 0 }
  return { settings: { ...settings, hours }, busy: new Set(more.busy) }
}
const picked = (dialer: Dialer, most = 8, more = {}, at = 0) =>
  pick(dialer, spring, admissionOf(dialer, more), most, clock(at, 0))

describe('picks', () => {
  test('as many as it may, and goes on behind them the next time', () => {
    const [[moved], first] = picked(given(5, anybody), 2)
    const [[again], second] = picked(moved, 2)
    expect([first, second, picked(again, 2)[1]]).toEqual([
      [0, 1],
      [2, 3],
      [4, 0],
    ])
  })

  test('nobody whose number has an open call, and each number once', () =>
    expect(
      picked(
        given(5, (k) => ({ offsetMinutes: 0, token: `${k % 3}` })),
        8,
        { busy: ['1'] },
      )[1],
    ).toEqual([0, 2]))

  test('nobody whose window is shut', () => {
    const dialer = given(3, (k) => ({ offsetMinutes: k === 1 ? 60 : 0, token: `${k}` }))
    expect(picked(dialer, 8, { opensMin: 721 })[1]).toEqual([1])
  })

  test('nobody before the contacts are at hand; they are asked for', () => {
    const [[dialer, effects], nobody] = picked(given(5))
    expect([nobody, effects]).toEqual([[], [{ is: 'open contacts', outreach: spring, chunk: 0 }]])
    expect(dialer.rounds.get(spring)).toEqual({ cursor: 0, vain: 0, restUntil: -Infinity })
  })

  test('nobody of an outreach that is not there', () => {
    const dialer = given(5, anybody)
    expect(pick(dialer, autumn, admissionOf(dialer), 8, clock(0, 0))).toEqual([[dialer, []], []])
  })
})

describe('rests', () => {
  const shut = { opensMin: 721 }
  const restOf = (recipients: number) => {
    const dialer = given(recipients, anybody)
    const chunks = Math.ceil(recipients / 500)
    let full = dialer
    for (let k = 1; k < chunks && k < 63; k += 1)
      full = onContacts(
        wantContacts(full, spring, k, clock(0, 0))[0],
        spring,
        k,
        Array.from({ length: 500 }, (_, i) => anybody(500 * k + i)),
        clock(0, 0),
      )
    const [[next]] = picked(full, 8, shut)
    return next.rounds.get(spring)
  }

  test('a second at least when all were passed over', () =>
    expect(restOf(5)).toEqual({ cursor: 0, vain: 0, restUntil: 1_000 }))

  test('30 ms for each chunk of a longer list', () => expect(restOf(20_000)?.restUntil).toBe(1_200))

  test('a minute at most', () => {
    const dialer = given(1_500_000, anybody)
    const vain = { cursor: 499, vain: 1_499_999, restUntil: -Infinity }
    const [[next]] = picked({ ...dialer, rounds: new Map([[spring, vain]]) }, 8, shut)
    expect(next.rounds.get(spring)).toMatchObject({ vain: 0, restUntil: 60_000 })
  })

  test('not before all were passed over, also when a stretch ends early', () => {
    const dialer = given(501, anybody)
    const [[next, effects], nobody] = picked(dialer, 8, shut)
    expect([nobody, effects]).toEqual([[], [{ is: 'open contacts', outreach: spring, chunk: 1 }]])
    expect(next.rounds.get(spring)).toEqual({ cursor: 500, vain: 500, restUntil: -Infinity })
  })

  test('until its time, to the millisecond; whoever is picked then ends the vain round', () => {
    const [[resting]] = picked(given(5, anybody), 8, shut)
    expect(picked(resting, 8, {}, 999)).toEqual([[resting, []], []])
    const [[awake], five] = picked(resting, 8, {}, 1_000)
    expect(five).toHaveLength(5)
    expect(awake.rounds.get(spring)).toEqual({ cursor: 0, vain: 0, restUntil: -Infinity })
  })
})
