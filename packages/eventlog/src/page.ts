/** Folding pages of recorded events: strictly, as a worker must, or leniently, as a report may. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Codec, Unreadable } from './codec'
import type { Recorded } from './event'

/** `stop`: the first event that cannot be read ends the fold. `skip`: it is passed over and counted. */
export type OnUnreadable = 'stop' | 'skip'

export interface Folded<S> {
  readonly state: S
  readonly skipped: number
}

/** `evolve` also gets the record, for folds that keep revisions or times. */
export const foldPage =
  <S, E>(codec: Codec<E>, evolve: (state: S, event: E, recorded: Recorded) => S, on: OnUnreadable) =>
  (from: S, events: Iterable<Recorded>): Either<Unreadable, Folded<S>> => {
    let state = from
    let skipped = 0
    for (const recorded of events) {
      const decoded = codec.decode(recorded)
      if (decoded._tag === 'Right') state = evolve(state, decoded.right, recorded)
      else if (on === 'stop') return left(decoded.left)
      else skipped += 1
    }
    return right({ state, skipped })
  }
