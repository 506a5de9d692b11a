/** A rule book: what a command leads to in a state, and what an event makes of a state. */
import type { Either } from 'fp-ts/lib/Either'

/**
 * @typeParam C commands, imperative
 * @typeParam S state, folded from events
 * @typeParam E events, past tense
 * @typeParam R refusals, noun phrases
 */
export interface Decider<C, S, E, R> {
  readonly initial: S
  /** Pure. An empty list is a success that says nothing new. */
  readonly decide: (command: C, state: S) => Either<R, readonly E[]>
  /** Pure and total: every event of the type has a next state. */
  readonly evolve: (state: S, event: E) => S
}

export const fold = <S, E>(
  decider: { readonly evolve: (state: S, event: E) => S },
  state: S,
  events: Iterable<E>,
): S => {
  let next = state
  for (const event of events) next = decider.evolve(next, event)
  return next
}
