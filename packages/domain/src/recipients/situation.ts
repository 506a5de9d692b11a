/**
 * What the facts say of one recipient: how the highest closed authorization ended, and how far a newer one has
 * come. 52 situations, stepped by a total table; numbers of authorizations are kept beside it.
 */
import type { Disposition } from '../calls/disposition'
import { endings } from '../calls/disposition'

/** How the highest closed authorization ended; `none`: none is closed. */
export type Outcome = 'none' | 'released' | Disposition
export const outcomes: readonly Outcome[] = ['none', ...endings, 'unresolved', 'released']

/** How far the authorization after the highest closed one has come, as far as facts tell. */
export type Stage = 'idle' | 'placed' | 'ringing' | 'answered'
export const stages: readonly Stage[] = ['idle', 'placed', 'ringing', 'answered']

export interface Situation {
  readonly outcome: Outcome
  readonly stage: Stage
}

/** What a fact says, and whether its n is older than the highest closed one, the same, or newer. */
export type FactKind = 'placed' | 'ringing' | 'answered-now' | 'unresolved' | 'released' | Ended
type Ended = `ended ${(typeof endings)[number]}`
export const factKinds: readonly FactKind[] = [
  'placed',
  'ringing',
  'answered-now',
  'unresolved',
  'released',
  ...endings.map((ending): Ended => `ended ${ending}`),
]

export type Relation = 'older' | 'same' | 'newer'
export const relations: readonly Relation[] = ['older', 'same', 'newer']

export interface Stepped {
  readonly next: Situation
  /** This n is now the highest closed one. */
  readonly closes: boolean
  /** How the count of released authorizations changes. */
  readonly released: -1 | 0 | 1
  /** Placed or ended beside released: the promise is broken, whoever sees it must not dial. */
  readonly violation: boolean
}

const unchanged = (next: Situation): Stepped => ({ next, closes: false, released: 0, violation: false })

const endingOf = (fact: FactKind): Outcome | null =>
  fact.startsWith('ended ') ? (fact.slice('ended '.length) as Outcome) : null

const progress: Partial<Record<FactKind, Stage>> = {
  placed: 'placed',
  ringing: 'ringing',
  'answered-now': 'answered',
}

const isEnded = (outcome: Outcome): boolean =>
  outcome !== 'none' && outcome !== 'unresolved' && outcome !== 'released'

const later = (a: Stage, b: Stage): Stage => (stages.indexOf(a) < stages.indexOf(b) ? b : a)

const onNewer = (from: Situation, fact: FactKind): Stepped => {
  const stage = progress[fact]
  if (stage !== undefined) return unchanged({ ...from, stage: later(from.stage, stage) })
  const released = fact === 'released'
  const outcome = endingOf(fact) ?? (released ? 'released' : 'unresolved')
  const violation = released && from.stage !== 'idle'
  return { next: { outcome, stage: 'idle' }, closes: true, released: released ? 1 : 0, violation }
}

/**
 * Late facts of the closed n. What is known beats `unresolved`, in whichever order they come; `released` beside
 * a sign that the call was placed is a violation, never noise.
 */
const onSame = (from: Situation, fact: FactKind): Stepped => {
  const { outcome } = from
  const ending = endingOf(fact)
  if (fact === 'unresolved') return unchanged(from)
  if (fact === 'released') {
    if (outcome !== 'unresolved') return { ...unchanged(from), violation: isEnded(outcome) }
    return { ...unchanged({ ...from, outcome: 'released' }), released: 1 }
  }
  if (outcome === 'released') {
    const next: Situation =
      ending === null ? { ...from, outcome: 'unresolved' } : { ...from, outcome: ending }
    return { next, closes: false, released: -1, violation: true }
  }
  return ending !== null && outcome === 'unresolved'
    ? unchanged({ ...from, outcome: ending })
    : unchanged(from)
}

export const step = (from: Situation, fact: FactKind, relation: Relation): Stepped => {
  if (relation === 'older') return unchanged(from)
  return relation === 'same' ? onSame(from, fact) : onNewer(from, fact)
}
