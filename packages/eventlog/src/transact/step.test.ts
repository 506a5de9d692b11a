/** One transaction, answer by answer. */
import { left, right } from 'fp-ts/lib/Either'
import { none } from 'fp-ts/lib/Option'
import { eventId, position, revision, streamName } from '../brand'
import type { AppendFailure } from '../store'
import { nothingHeld, taking } from './counter.fixture'
import type { TransactInput } from './input'
import type { TransactStep } from './step'
import { begin, beginByReading, step } from './step'

const attempts = 3
const answer = (failure: AppendFailure): TransactInput => ({ is: 'appended', answer: left(failure) })
const conflict = answer({ is: 'conflict', actual: none })
const uncertain = answer({ is: 'uncertain', why: 'no answer' })
const unavailable = answer({ is: 'unavailable', why: 'down' })
const refused = answer({ is: 'refused', why: 'too large' })
const stood = (at: number): TransactInput => ({ is: 'appended', answer: right(revision(at)) })
const page = (seats: readonly number[], from = 0, atHead = true): TransactInput => ({
  is: 'read',
  answer: right({
    atHead,
    events: seats.map((n, k) => ({
      ...{
        stream: streamName('s'),
        revision: revision(from + k),
        position: position(`${k}`),
        id: eventId(`o${k}`),
      },
      ...{ type: n < 0 ? 'Newer' : 'Taken', data: { seats: n }, metadata: {}, recordedUs: 0 },
    })),
  }),
})

const run = (wanted: number, inputs: readonly TransactInput[], reading = false) => {
  const tx = taking(wanted, 'me')
  let now: TransactStep<number, { readonly type: 'Taken'; readonly seats: number }, 'too few seats'> = reading
    ? beginByReading(nothingHeld, attempts)
    : begin(tx, nothingHeld, attempts)
  const effects = [now[1]]
  for (const input of inputs) {
    now = step(tx, now[0], input, attempts)
    effects.push(now[1])
  }
  return { state: now[0], effects, made: tx.made }
}

test('decides, appends at the exact revision, and holds what it wrote', () => {
  const { state, effects } = run(4, [stood(0)])
  expect(effects[0]).toMatchObject({ is: 'append', expected: 'nothing-yet' })
  expect(state).toMatchObject({ is: 'done', held: { state: 4, at: 0 }, events: [{ seats: 4 }] })
})

test('a conflict: reads the tail, decides anew, with new ids', () => {
  const { effects, made, state } = run(4, [conflict, page([3, 2]), stood(2)])
  expect(effects).toMatchObject([
    { is: 'append' },
    { is: 'read', from: 0 },
    { is: 'append', expected: 1 },
    null,
  ])
  expect(made).toHaveLength(2)
  expect(state).toMatchObject({ held: { state: 9, at: 2 } })
})

test('a conflict that changes the answer', () =>
  expect(run(4, [conflict, page([7])]).state).toEqual({
    is: 'failed',
    why: { is: 'refused by rule', refusal: 'too few seats' },
  }))

test('no answer: repeats the same events with the same ids', () => {
  const { effects, made } = run(4, [uncertain, stood(0)])
  expect(effects[1]).toEqual(effects[0])
  expect(made).toHaveLength(1)
})

test('bounded: it gives up after as many appends as it was allowed', () => {
  expect(run(1, [conflict, page([1]), conflict, page([1], 1), conflict]).state).toMatchObject({
    why: { is: 'contended', attempts },
  })
  expect(run(1, [uncertain, uncertain, uncertain]).state).toMatchObject({ why: { is: 'uncertain' } })
})

test('a store that is down, or that refuses, is told as it is', () => {
  expect(run(1, [unavailable]).state).toMatchObject({ why: { is: 'unavailable' } })
  expect(run(1, [refused]).state).toMatchObject({ why: { is: 'refused by store' } })
})

test('after an append without an answer nobody may say that nothing was written', () => {
  expect(run(1, [uncertain, unavailable]).state).toMatchObject({ why: { is: 'uncertain' } })
  expect(run(1, [uncertain, refused]).state).toMatchObject({ why: { is: 'uncertain' } })
})

test('a conflict settles the doubt: at that revision it did not stand and never will', () =>
  expect(run(1, [uncertain, conflict, page([1]), unavailable]).state).toMatchObject({
    why: { is: 'unavailable' },
  }))

test('nothing new is a success that appends nothing', () =>
  expect(run(0, []).state).toMatchObject({ is: 'done', events: [] }))

test('reads page by page before it decides', () => {
  const { effects } = run(1, [page([1, 2], 0, false), page([3], 2)], true)
  expect(effects).toMatchObject([{ from: 0 }, { from: 2 }, { is: 'append', expected: 2 }])
})

test('what it cannot read it does not decide on', () =>
  expect(run(1, [page([-1])], true).state).toMatchObject({ why: { is: 'unreadable' } }))

test('a store that cannot be read is told as it is', () =>
  expect(run(1, [{ is: 'read', answer: left({ is: 'unavailable', why: 'down' }) }], true).state).toEqual({
    is: 'failed',
    why: { is: 'unavailable', why: 'down' },
  }))

test('an answer to another question changes nothing', () => {
  const appending = run(1, [page([1])])
  expect([appending.state.is, appending.effects[1]]).toEqual(['appending', null])
  for (const other of [stood(3), unavailable]) {
    const reading = run(1, [other], true)
    expect([reading.state, reading.effects[1]]).toEqual([
      { is: 'reading', held: nothingHeld, left: attempts },
      null,
    ])
  }
})

test('nor does anything once it is done', () =>
  expect(run(1, [stood(0), stood(1), page([5])]).state).toMatchObject({
    is: 'done',
    held: { state: 1, at: 0 },
  }))
