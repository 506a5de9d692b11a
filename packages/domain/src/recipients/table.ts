/** The step of `situation.ts` as one array: (situation, fact, relation) in, packed result out. Built once at load. */
import type { FactKind, Relation, Situation } from './situation'
import { factKinds, outcomes, relations, stages, step } from './situation'

export const situationCount = outcomes.length * stages.length

export const situationIndex = (s: Situation): number =>
  outcomes.indexOf(s.outcome) * stages.length + stages.indexOf(s.stage)

export const situationAt = (index: number): Situation => ({
  outcome: outcomes[Math.floor(index / stages.length)] ?? 'none',
  stage: stages[index % stages.length] ?? 'idle',
})

const factIndexes = new Map<string, number>(factKinds.map((fact, index) => [fact, index]))
export const factIndex = (fact: FactKind): number => factIndexes.get(fact) ?? 0

export const relationIndex = { older: 0, same: 1, newer: 2 } satisfies Record<Relation, number>

/** Bits of a result: 0-5 next situation, 6 closes, 7 violation, 8-9 released + 1. */
export const closesBit = 1 << 6
export const violationBit = 1 << 7
export const releasedShift = 8

const build = (): Uint16Array => {
  const table = new Uint16Array(situationCount * factKinds.length * relations.length)
  for (let s = 0; s < situationCount; s += 1) {
    factKinds.forEach((fact, f) => {
      relations.forEach((relation, r) => {
        const { next, closes, violation, released } = step(situationAt(s), fact, relation)
        table[(s * factKinds.length + f) * relations.length + r] =
          situationIndex(next) |
          (closes ? closesBit : 0) |
          (violation ? violationBit : 0) |
          ((released + 1) << releasedShift)
      })
    })
  }
  return table
}

const table = build()

/** `relation`: 0 older, 1 same, 2 newer. Total over situations and facts. */
export const lookUp = (situation: number, fact: number, relation: number): number =>
  table[(situation * factKinds.length + fact) * relations.length + relation] as number
