/** The simulation's observer, looking at a node of the search as if it were its world. Copied before it learns. */
import type { Observer } from '../observe/observer'
import type { World } from '../world/world'
import type { Small } from './small'

const copyOfObserver = (of: Observer): Observer => ({
  ...of,
  grants: new Map(of.grants),
  numbers: new Map(of.numbers),
  open: new Map(of.open),
  closed: new Map(of.closed),
  facts: new Map([...of.facts].map(([id, known]) => [id, [...known]])),
  placed: new Map(of.placed),
  sent: new Map(of.sent),
  stopped: new Map(of.stopped),
  drains: new Map(of.drains),
  quiet: new Map(of.quiet),
  completed: new Set(of.completed),
  left: new Map(of.left),
  taken: new Set(of.taken),
  ringing: new Map(of.ringing),
  claimsOnTheWay: new Set(of.claimsOnTheWay),
  // Counts are for the simulation's coverage: no judgement reads them.
  counts: new Map(),
})

/** Everything that the observer's judgements read has the same name and meaning in both. */
export const asWorld = (small: Small): World => small as unknown as World

/** For whoever tells the observer something: it is copied once for each edge. */
export const judging = (small: Small): World => {
  if (!small.learns) {
    small.observer = copyOfObserver(small.observer)
    small.learns = true
  }
  return asWorld(small)
}
