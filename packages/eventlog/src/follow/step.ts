/** A subscription is a state machine: catching up, live, lost and resumed after the last folded event, or halted. */
import type { Codec } from '../codec'
import type { Recorded } from '../event'
import type { OnUnreadable } from '../page'
import { foldPage } from '../page'
import type { FollowEffect, FollowInput } from './input'
import type { Consumed, Follow } from './state'

export interface Consumer<S, E> {
  readonly codec: Codec<E>
  readonly evolve: (state: S, event: E, recorded: Recorded) => S
  readonly onUnreadable: OnUnreadable
}

type FollowStep<S> = readonly [Follow<S>, readonly FollowEffect[]]

const firstBackOffMs = 50
const longestBackOffMs = 5_000

export const begin = <S>(consumed: Consumed<S>): FollowStep<S> => [
  { is: 'catching up', consumed },
  [{ is: 'subscribe', after: consumed.at, inMs: 0 }],
]

const onPage = <S, E>(
  consumer: Consumer<S, E>,
  state: Follow<S>,
  events: readonly Recorded[],
): FollowStep<S> => {
  const last = events.at(-1)
  if (last === undefined) return [state, []]
  const { consumed } = state
  const folded = foldPage(consumer.codec, consumer.evolve, consumer.onUnreadable)(consumed.state, events)
  if (folded._tag === 'Left') {
    return [{ is: 'halted', consumed, because: folded.left }, [{ is: 'tell halted', because: folded.left }]]
  }
  const { state: next, skipped } = folded.right
  const moved: Consumed<S> = { state: next, at: last.position, skipped: consumed.skipped + skipped }
  return [{ is: state.is === 'live' ? 'live' : 'catching up', consumed: moved }, []]
}

const onLost = <S>(state: Follow<S>): FollowStep<S> => {
  const times = state.is === 'lost' ? state.times + 1 : 1
  const inMs = Math.min(firstBackOffMs * 2 ** (times - 1), longestBackOffMs)
  return [
    { is: 'lost', consumed: state.consumed, times },
    [{ is: 'subscribe', after: state.consumed.at, inMs }],
  ]
}

export const step = <S, E>(consumer: Consumer<S, E>, state: Follow<S>, input: FollowInput): FollowStep<S> => {
  if (state.is === 'halted') return [state, []]
  switch (input.is) {
    case 'page':
      return onPage(consumer, state, input.events)
    case 'caught up':
      return [
        { is: 'live', consumed: { ...state.consumed, at: input.at ?? state.consumed.at } },
        [{ is: 'tell caught up' }],
      ]
    case 'lost':
      return onLost(state)
  }
}
