/** Counts what was met, so that a world in which something never happens is noticed. */
import type { Observer } from './observer'

export const count = ({ counts }: Observer, what: string): void => {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}
