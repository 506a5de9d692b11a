/** The transition table against laws written independently of it: every situation, fact and relation. */
import type { FactKind, Outcome, Relation, Situation, Stepped } from './situation'
import { factKinds, outcomes, relations, stages, step } from './situation'
import { situationAt, situationCount, situationIndex } from './table'

const situations: readonly Situation[] = outcomes.flatMap((outcome) =>
  stages.map((stage): Situation => ({ outcome, stage })),
)

const releases: readonly string[] = ['released', 'absent', 'lost']
const isEnding = (outcome: Outcome): boolean => !['none', 'unresolved', ...releases].includes(outcome)
const closing: readonly FactKind[] = factKinds.filter(
  (fact) => releases.includes(fact) || fact === 'unresolved' || fact.startsWith('ended '),
)
const progress: readonly FactKind[] = ['placed', 'ringing', 'answered-now']
const ended = factKinds.filter((fact) => fact.startsWith('ended '))

const everywhere = (
  law: (from: Situation, fact: FactKind, relation: Relation, to: Stepped) => void,
): void => {
  for (const from of situations)
    for (const fact of factKinds)
      for (const relation of relations) law(from, fact, relation, step(from, fact, relation))
}

test('total: every step leads to a situation of the table', () => {
  expect(situations).toHaveLength(situationCount)
  everywhere((_, __, ___, { next }) => expect(situationAt(situationIndex(next))).toEqual(next))
})

test('an older fact changes nothing', () =>
  everywhere((from, fact, relation, to) => {
    if (relation === 'older') {
      expect(to).toEqual({ next: from, closes: false, released: 0, violation: false })
    }
  }))

test('only a terminal fact of a newer authorization closes it, and each of them does', () =>
  everywhere((_, fact, relation, { closes }) =>
    expect(closes).toBe(relation === 'newer' && closing.includes(fact)),
  ))

test('what closes leaves nothing open behind: the stage is idle and the outcome is the fact', () =>
  everywhere((from, fact, relation, { next }) => {
    if (relation !== 'newer' || !closing.includes(fact)) return
    const isLost = fact === 'absent' && from.stage !== 'idle'
    expect(next).toEqual({ outcome: isLost ? 'lost' : fact.replace('ended ', ''), stage: 'idle' })
  }))

test('progress of a newer authorization moves the stage on, never back, and leaves the outcome', () =>
  everywhere((from, fact, relation, { next }) => {
    if (relation !== 'newer' || !progress.includes(fact)) return
    const told = progress.indexOf(fact) + 1
    expect(next.outcome).toBe(from.outcome)
    expect(stages.indexOf(next.stage)).toBe(Math.max(stages.indexOf(from.stage), told))
  }))

test('unresolved never replaces an end nor a release', () =>
  everywhere((from, fact, relation, { next }) => {
    if (relation === 'same' && fact === 'unresolved' && from.outcome !== 'none') expect(next).toEqual(from)
  }))

test('an end replaces unresolved, and the first end stands', () =>
  everywhere((from, fact, relation, { next }) => {
    if (relation !== 'same' || !ended.includes(fact)) return
    if (from.outcome === 'unresolved') expect(next.outcome).toBe(fact.replace('ended ', ''))
    if (isEnding(from.outcome)) expect(next).toEqual(from)
  }))

test('the stage of a newer call is never touched by facts of the closed one', () =>
  everywhere((from, _, relation, { next }) => {
    if (relation === 'same') expect(next.stage).toBe(from.stage)
  }))

test('the count of releases follows the outcome', () =>
  everywhere((from, fact, relation, { next, released, closes }) => {
    const was = !closes && releases.includes(from.outcome) ? 1 : 0
    const is = releases.includes(next.outcome) && (closes || relation === 'same') ? 1 : 0
    if (relation !== 'older' && !(relation === 'newer' && progress.includes(fact))) {
      expect(released).toBe(is - was)
    } else expect(released).toBe(0)
  }))

test('a violation is a release beside a sign of the call that it rules out, and nothing else', () =>
  everywhere((from, fact, relation, { violation }) => {
    const atNetwork = [...progress.slice(1), ...ended]
    const expected =
      (relation === 'same' && from.outcome === 'released' && [...progress, ...ended].includes(fact)) ||
      (relation === 'same' && ['absent', 'lost'].includes(from.outcome) && atNetwork.includes(fact)) ||
      (relation === 'same' && from.outcome === 'lost' && fact === 'released') ||
      (relation === 'same' && isEnding(from.outcome) && releases.includes(fact)) ||
      (relation === 'newer' && from.stage !== 'idle' && fact === 'released') ||
      (relation === 'newer' && ['ringing', 'answered'].includes(from.stage) && fact === 'absent')
    expect(violation).toBe(expected)
  }))

test('an originate that was lost on its way: placed, and absent at the carrier, in either order', () => {
  for (const from of situations.filter(({ stage }) => stage === 'idle')) {
    const one = tell(from, ['placed', 'absent'])
    expect(one).toEqual(tell(from, ['absent', 'placed']))
    expect(one).toEqual({ end: { outcome: 'lost', stage: 'idle' }, violated: false })
    expect(tell(from, ['absent', 'placed', 'released']).violated).toBe(true)
  }
})

/** The facts of one authorization, the newest, in the order in which the stream has them. */
const tell = (from: Situation, facts: readonly FactKind[]): { end: Situation; violated: boolean } => {
  let end = from
  let relation: Relation = 'newer'
  let violated = false
  for (const fact of facts) {
    const stepped = step(end, fact, relation)
    end = stepped.next
    violated ||= stepped.violation
    if (stepped.closes) relation = 'same'
  }
  return { end, violated }
}

const fresh = situations.filter(({ stage }) => stage === 'idle')

test.each(ended)(
  'released and %s of one authorization is a violation in either order, and the end stands',
  (fact) => {
    for (const from of fresh) {
      const one = tell(from, ['released', fact])
      const other = tell(from, [fact, 'released'])
      expect([one.violated, other.violated]).toEqual([true, true])
      expect(one.end).toEqual(other.end)
      expect(one.end.outcome).toBe(fact.replace('ended ', ''))
    }
  },
)

test.each(progress)('released and %s of one authorization is a violation in either order', (fact) => {
  for (const from of fresh) {
    expect(tell(from, ['released', fact]).violated).toBe(true)
    expect(tell(from, [fact, 'released']).violated).toBe(true)
  }
})

test.each([...ended, 'released', 'absent'] as const)(
  'unresolved and %s lead to the same place in either order',
  (fact) => {
    for (const from of fresh) {
      expect(tell(from, ['unresolved', fact])).toEqual(tell(from, [fact, 'unresolved']))
    }
  },
)

test('released and absent lead to the same place in either order, where any sign of the call is a violation', () => {
  for (const from of fresh) {
    expect(tell(from, ['absent', 'released'])).toEqual(tell(from, ['released', 'absent']))
    for (const sign of [...progress, ...ended])
      expect(tell(from, ['absent', 'released', sign]).violated).toBe(true)
  }
})

test('telling a fact twice in a row is telling it once, and never a violation by itself', () => {
  for (const from of fresh) {
    for (const fact of factKinds) expect(tell(from, [fact, fact])).toEqual(tell(from, [fact]))
    for (const fact of closing) {
      expect(tell(from, ['placed', 'ringing', fact, fact])).toEqual(tell(from, ['placed', 'ringing', fact]))
    }
  }
})

test('a whole story told twice is the story told once', () => {
  for (const end of [...ended, 'unresolved' as const]) {
    const story: readonly FactKind[] = ['placed', 'ringing', 'answered-now', end]
    for (const from of fresh) expect(tell(from, [...story, ...story])).toEqual(tell(from, story))
  }
})
