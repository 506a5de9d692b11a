/** Several transactions on one stream, in every order and weather: each stands once, or not at all and says so. */
import { right } from 'fp-ts/lib/Either'
import * as fc from 'fast-check'
import { nothingHeld, seats, taking } from './counter.fixture'
import type { Weather } from './model-store.fixture'
import { modelStream } from './model-store.fixture'
import type { TransactInput } from './input'
import { beginByReading, step } from './step'

const attempts = 4
const pageSize = 2

const weather = fc.constantFrom<Weather>(
  ...([
    'fine',
    'fine',
    'fine',
    'lost after it stood',
    'lost before it',
    'lost and late',
    'unavailable',
  ] as const),
)
const turn = fc.record({ who: fc.nat(3), weather, late: fc.boolean() })
const wanted = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 })

const race = (
  wants: readonly number[],
  turns: readonly { who: number; weather: Weather; late: boolean }[],
) => {
  const stream = modelStream()
  const clients = wants.map((want, k) => ({
    tx: taking(want, `client${k}`),
    now: beginByReading<number, { readonly type: 'Taken'; readonly seats: number }, 'too few seats'>(
      nothingHeld,
      attempts,
    ),
  }))
  const fair = Array.from({ length: 200 }, (_, k) => ({ who: k, weather: 'fine' as const, late: false }))
  for (const { who, weather: how, late } of [...turns, ...fair]) {
    if (late) stream.lateOneComes()
    const client = clients[who % clients.length]
    const effect = client?.now[1]
    if (client === undefined || effect === undefined || effect === null) continue
    const input: TransactInput =
      effect.is === 'append'
        ? { is: 'appended', answer: stream.append(effect, how) }
        : { is: 'read', answer: right(stream.read(effect.from, pageSize)) }
    client.now = step(client.tx, client.now[0], input, attempts)
  }
  for (let k = 0; k < turns.length; k += 1) stream.lateOneComes()
  return { stream, clients }
}

test('what is done stands once, what failed does not stand, and only uncertain may be either', () =>
  fc.assert(
    fc.property(wanted, fc.array(turn, { maxLength: 60 }), (wants, turns) => {
      const { stream, clients } = race(wants, turns)
      const ids = stream.log.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { tx, now } of clients) {
        const [state] = now
        const standing = ids.filter((id) => tx.made.includes(id)).length
        if (state.is === 'done') expect(standing).toBe(state.events.length)
        else if (state.is === 'failed' && state.why.is === 'uncertain')
          expect(standing).toBeLessThanOrEqual(1)
        else expect([state.is, standing]).toEqual(['failed', 0])
      }
    }),
    { numRuns: 2_000 },
  ))

test('no interleaving breaks the rule, and what a transaction holds is what the stream says', () =>
  fc.assert(
    fc.property(wanted, fc.array(turn, { maxLength: 60 }), (wants, turns) => {
      const { stream, clients } = race(wants, turns)
      const takenBy = (upTo: number): number =>
        stream.log.slice(0, upTo).reduce((sum, { data }) => sum + (data as { seats: number }).seats, 0)
      expect(takenBy(stream.log.length)).toBeLessThanOrEqual(seats)
      for (const { now } of clients) {
        const [state] = now
        if (state.is === 'done') expect(state.held.state).toBe(takenBy((state.held.at ?? -1) + 1))
      }
    }),
    { numRuns: 500 },
  ))
