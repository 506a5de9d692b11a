/** Runs a transaction's effects against a store until it is done. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { StreamName } from '../brand'
import type { EventStore } from '../store'
import type { TransactEffect, TransactInput } from './input'
import type { Held, TransactFailure } from './state'
import type { Transaction, TransactStep } from './step'
import { begin, beginByReading, step } from './step'

const pageSize = 500

export interface TransactOptions {
  /** How often the append may be tried before `contended` or `uncertain` is the answer. */
  readonly attempts: number
  /** Decide on `held` as it is, or read the stream's tail first. */
  readonly first: 'decide' | 'read'
}

export interface Transacted<S, E> {
  readonly held: Held<S>
  readonly events: readonly E[]
}

const ask = (store: EventStore, stream: StreamName, effect: TransactEffect): Promise<TransactInput> =>
  effect.is === 'append'
    ? store
        .append(stream, effect.expected, effect.events)()
        .then((answer) => ({ is: 'appended', answer }))
    : store
        .read(stream, effect.from, pageSize)()
        .then((answer) => ({ is: 'read', answer }))

export const transact =
  (store: EventStore, options: TransactOptions = { attempts: 8, first: 'read' }) =>
  <C, S, E, R>(
    stream: StreamName,
    held: Held<S>,
    tx: Transaction<C, S, E, R>,
  ): TaskEither<TransactFailure<R>, Transacted<S, E>> => {
    const go = ([state, effect]: TransactStep<S, E, R>): Promise<
      Either<TransactFailure<R>, Transacted<S, E>>
    > => {
      if (state.is === 'done') return Promise.resolve(right({ held: state.held, events: state.events }))
      if (state.is === 'failed') return Promise.resolve(left(state.why))
      return effect === null
        ? Promise.reject(new Error('a transaction that waits always has an effect in flight'))
        : ask(store, stream, effect).then((input) => go(step(tx, state, input, options.attempts)))
    }
    return () =>
      go(
        options.first === 'read' ? beginByReading(held, options.attempts) : begin(tx, held, options.attempts),
      )
  }
