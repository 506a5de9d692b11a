/**
 * What the facts say of one recipient: how the highest closed authorization ended, and how far a newer one has
 * come. 60 situations, stepped by a total table; numbers of authorizations are kept beside it.
 */
import type { Disposition } from '../calls/disposition'
import { endings } from '../calls/disposition'

/**
 * How the highest closed authorization ended; `none`: none is closed. `released`: our own gate never let it go.
 * `absent`: the carrier vouches that it never came and never will. `lost`: absent, and known to have left the gate.
 */
export type Outcome = 'none' | 'released' | 'absent' | 'lost' | Disposition
export const outcomes: readonly Outcome[] = ['none', ...endings, 'unresolved', 'released', 'absent', 'lost']

/** How far the authorization after the highest closed one has come, as far as facts tell. */
export type Stage = 'idle' | 'placed' | 'ringing' | 'answered'
export const stages: readonly Stage[] = ['idle', 'placed', 'ringing', 'answered']

export interface Situation {
  readonly outcome: Outcome
  readonly stage: Stage
}

/** What a fact says, and whether its n is older than the highest closed one, the same, or newer. */
export type FactKind = 'placed' | 'ringing' | 'answered-now' | 'unresolved' | 'released' | 'absent' | Ended
type Ended = `ended ${(typeof endings)[number]}`
export const factKinds: readonly FactKind[] = [
  'placed',
  'ringing',
  'answered-now',
  'unresolved',
  'released',
  'absent',
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
  /**
   * A sign of the call beside a release: the promise is broken, whoever sees it must not dial. Beside `absent` a
   * CallPlaced is none: the originate left the gate and was lost on its way.
   */
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

const isRelease = (fact: FactKind): fact is 'released' | 'absent' => fact === 'released' || fact === 'absent'

/** The call never got anywhere: the recipient is uncalled again. */
export const isUncalled = (outcome: Outcome): outcome is 'none' | 'released' | 'absent' | 'lost' =>
  outcome === 'none' || outcome === 'released' || outcome === 'absent' || outcome === 'lost'

const isEnded = (outcome: Outcome): boolean => outcome !== 'unresolved' && !isUncalled(outcome)

/** What a release of each kind rules out: the own gate that it left, the carrier that it rang. */
const contradicts = (release: 'released' | 'absent', stage: Stage): boolean =>
  release === 'released' ? stage !== 'idle' : stage === 'ringing' || stage === 'answered'

const later = (a: Stage, b: Stage): Stage => (stages.indexOf(a) < stages.indexOf(b) ? b : a)

const onNewer = (from: Situation, fact: FactKind): Stepped => {
  const stage = progress[fact]
  if (stage !== undefined) return unchanged({ ...from, stage: later(from.stage, stage) })
  if (isRelease(fact)) {
    const outcome = fact === 'absent' && from.stage !== 'idle' ? 'lost' : fact
    const violation = contradicts(fact, from.stage)
    return { next: { outcome, stage: 'idle' }, closes: true, released: 1, violation }
  }
  const outcome = endingOf(fact) ?? 'unresolved'
  return { next: { outcome, stage: 'idle' }, closes: true, released: 0, violation: false }
}

/**
 * Late facts of the closed n. What is known beats `unresolved`, in whichever order they come; a release beside a
 * sign of the call that it rules out is a violation, never noise.
 */
const onSame = (from: Situation, fact: FactKind): Stepped => {
  const { outcome } = from
  const ending = endingOf(fact)
  if (fact === 'unresolved') return unchanged(from)
  if (isRelease(fact)) {
    if (outcome !== 'none' && isUncalled(outcome)) {
      const next = fact === 'released' ? { ...from, outcome: fact } : from
      return { ...unchanged(next), violation: fact === 'released' && outcome === 'lost' }
    }
    if (outcome !== 'unresolved') return { ...unchanged(from), violation: isEnded(outcome) }
    return { ...unchanged({ ...from, outcome: fact }), released: 1 }
  }
  if (fact === 'placed' && (outcome === 'absent' || outcome === 'lost'))
    return unchanged({ ...from, outcome: 'lost' })
  if (outcome !== 'none' && isUncalled(outcome)) {
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
