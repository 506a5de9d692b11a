/** One turn of a worker: a state and what it wants done, chained. */
import type { DialerEffect } from './input'
import type { Dialer } from './state'

export type Turn = readonly [Dialer, readonly DialerEffect[]]

export const still = (dialer: Dialer): Turn => [dialer, []]

export const andThen = ([dialer, effects]: Turn, next: (dialer: Dialer) => Turn): Turn => {
  const [after, more] = next(dialer)
  return more.length === 0 ? [after, effects] : [after, [...effects, ...more]]
}

/** Runs a list of steps over one another's states. */
export const each = <T>(
  dialer: Dialer,
  items: Iterable<T>,
  next: (dialer: Dialer, item: T) => Turn,
): Turn => {
  let turn = still(dialer)
  for (const item of items) turn = andThen(turn, (d) => next(d, item))
  return turn
}
