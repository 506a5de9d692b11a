/** Decide, append at the exact revision; on a conflict read the tail and decide anew, a bounded number of times. */
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { EventId } from '../brand'
import { after } from '../brand'
import type { Codec } from '../codec'
import type { Decider } from '../decider'
import { fold } from '../decider'
import type { NewEvent } from '../event'
import { foldPage } from '../page'
import type { AppendFailure, Page } from '../store'
import type { TransactEffect, TransactInput } from './input'
import type { Held, Transact, TransactFailure } from './state'

/** What a transaction needs: rules, codec, and fresh event ids (randomness is a port). */
export interface Transaction<C, S, E, R> {
  readonly decider: Decider<C, S, E, R>
  readonly codec: Codec<E>
  readonly newId: () => EventId
  readonly command: C
}

export type TransactStep<S, E, R> = readonly [Transact<S, E, R>, TransactEffect | null]

const failed = <S, E, R>(why: TransactFailure<R>): TransactStep<S, E, R> => [{ is: 'failed', why }, null]

const propose = <C, S, E, R>(
  tx: Transaction<C, S, E, R>,
  held: Held<S>,
  left: number,
): TransactStep<S, E, R> => {
  const decision = tx.decider.decide(tx.command, held.state)
  if (decision._tag === 'Left') return failed({ is: 'refused by rule', refusal: decision.left })
  const events = decision.right
  if (events.length === 0) return [{ is: 'done', held, events }, null]
  const encoded = events.map((e) =>
    tx.codec.encode(tx.newId(), e),
  ) as unknown as ReadonlyNonEmptyArray<NewEvent>
  return append({ is: 'appending', held, events, encoded, left, doubt: null })
}

const append = <S, E, R>(state: Extract<Transact<S, E, R>, { is: 'appending' }>): TransactStep<S, E, R> => [
  state,
  { is: 'append', expected: state.held.at ?? 'nothing-yet', events: state.encoded },
]

const read = <S, E, R>(held: Held<S>, left: number): TransactStep<S, E, R> => [
  { is: 'reading', held, left },
  { is: 'read', from: after(held.at) },
]

/** An append without an answer is repeated with the same ids: the store tells a repeat from a conflict. */
const onFailure = <S, E, R>(
  state: Extract<Transact<S, E, R>, { is: 'appending' }>,
  failure: AppendFailure,
  attempts: number,
): TransactStep<S, E, R> => {
  // What stands in doubt stays so until the stream itself answers: a later failure settles nothing.
  if (state.doubt !== null && (failure.is === 'unavailable' || failure.is === 'refused')) {
    return failed({ is: 'uncertain', why: state.doubt })
  }
  switch (failure.is) {
    case 'conflict':
      return state.left <= 1 ? failed({ is: 'contended', attempts }) : read(state.held, state.left - 1)
    case 'uncertain':
      return state.left <= 1
        ? failed({ is: 'uncertain', why: failure.why })
        : append({ ...state, left: state.left - 1, doubt: failure.why })
    case 'unavailable':
      return failed({ is: 'unavailable', why: failure.why })
    case 'refused':
      return failed({ is: 'refused by store', why: failure.why })
  }
}

const onPage = <C, S, E, R>(
  tx: Transaction<C, S, E, R>,
  held: Held<S>,
  page: Page,
  left: number,
): TransactStep<S, E, R> => {
  const folded = foldPage(tx.codec, tx.decider.evolve, 'stop')(held.state, page.events)
  if (folded._tag === 'Left') return failed({ is: 'unreadable', what: folded.left })
  const next: Held<S> = { state: folded.right.state, at: page.events.at(-1)?.revision ?? held.at }
  return page.atHead ? propose(tx, next, left) : read(next, left)
}

/** Begins with a state that was folded before; `attempts` bounds appends, repeats included. */
export const begin = <C, S, E, R>(
  tx: Transaction<C, S, E, R>,
  held: Held<S>,
  attempts: number,
): TransactStep<S, E, R> => propose(tx, held, attempts)

/** Begins by reading the stream from where `held` ends. */
export const beginByReading = <S, E, R>(held: Held<S>, attempts: number): TransactStep<S, E, R> =>
  read(held, attempts)

export const step = <C, S, E, R>(
  tx: Transaction<C, S, E, R>,
  state: Transact<S, E, R>,
  input: TransactInput,
  attempts: number,
): TransactStep<S, E, R> => {
  if (state.is === 'appending' && input.is === 'appended') {
    if (input.answer._tag === 'Left') return onFailure(state, input.answer.left, attempts)
    const held = { state: fold(tx.decider, state.held.state, state.events), at: input.answer.right }
    return [{ is: 'done', held, events: state.events }, null]
  }
  if (state.is === 'reading' && input.is === 'read') {
    return input.answer._tag === 'Left'
      ? failed({ is: 'unavailable', why: input.answer.left.why })
      : onPage(tx, state.held, input.answer.right, state.left)
  }
  return [state, null]
}
