/** G6, the channels: however calls, facts and knowledge interleave, what is open is what a plain count says. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import {
  autumn,
  ended,
  evidenceOf,
  granted,
  opening,
  released,
  scheduled,
  spring,
  started,
} from '../log.fixture'
import { channelFindings } from './g6-channels'

/** A batch: of which outreach, how many calls, which outreaches it names, and how far it had read each. */
const batch = fc.record({
  second: fc.boolean(),
  calls: fc.nat(3),
  names: fc.constantFrom('both', 'own', 'other', 'none'),
  seen: fc.tuple(fc.nat(12), fc.nat(12)),
})
type Batch = typeof batch extends fc.Arbitrary<infer B> ? B : never

/** Which of the calls end, in which order, and how. */
const plan = fc.record({
  batches: fc.array(batch, { minLength: 1, maxLength: 7 }),
  ends: fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 14 }),
})

const outreaches = [spring, autumn] as const

const storyOf = ({
  batches,
  ends,
}: {
  readonly batches: readonly Batch[]
  readonly ends: readonly (readonly [number, boolean])[]
}) => {
  let k = 0
  const grants = batches.map(({ second, calls, names, seen }) => {
    const own = second ? 1 : 0
    const named = { both: [0, 1], own: [own], other: [1 - own], none: [] }[names]
    const these = Array.from({ length: calls }, () => ({ k: (k += 1), own }))
    return { own, these, seen: named.map((o) => [o, seen[o as 0 | 1] - 1] as const) }
  })
  const all = grants.flatMap(({ these }) => these)
  const facts: [typeof all, typeof all] = [[], []]
  for (const [at] of ends) {
    const one = all[at]
    if (one !== undefined && !facts.flat().includes(one)) facts[one.own as 0 | 1].push(one)
  }
  return { grants, facts }
}

/** Granted before and not closed as far as was known; of an outreach that is not named, what never closes. */
const openBefore = ({ grants, facts }: ReturnType<typeof storyOf>, at: number): number => {
  const seen = new Map(grants[at]?.seen)
  return grants
    .slice(0, at)
    .flatMap(({ these }) => these)
    .filter((one) => {
      const closedAt = facts[one.own as 0 | 1].indexOf(one)
      const known = seen.get(one.own)
      return closedAt < 0 || (known !== undefined && closedAt > known)
    }).length
}

test('open calls are counted as a plain count does', () =>
  fc.assert(
    fc.property(plan, ({ batches, ends }) => {
      const story = storyOf({ batches, ends })
      const call = (k: number) => [k, 1, k] as const
      const how = ([one]: readonly { readonly k: number }[], k: number) =>
        ends[k % Math.max(1, ends.length)]?.[1]
          ? ended(call(one?.k ?? 0), 'busy')
          : released(call(one?.k ?? 0))
      const factsOf = (own: 0 | 1) => story.facts[own].map((one, k) => how([one], k))
      const evidence = evidenceOf(
        [
          ...opening,
          scheduled(autumn),
          started(autumn),
          ...story.grants.map(({ own, these, seen }) => ({
            ...granted(
              these.map(({ k }) => call(k)),
              null,
              outreaches[own as 0 | 1],
            ),
            callsSeen: seen.map(([o, to]): [typeof spring, number | null] => [
              outreaches[o as 0 | 1],
              to < 0 ? null : to,
            ]),
          })),
        ],
        factsOf(0),
        factsOf(1),
      )
      const found = channelFindings(evidence, -1).map(({ says }) => says)
      const expected = story.grants.map(
        ({ these }, at) => `${openBefore(story, at) + these.length} calls open with these, -1 are allowed`,
      )
      expect(found).toEqual(expected)
    }),
  ))

test('closings are counted to the very fact that an authorization had read', () => {
  const calls = Array.from({ length: 20 }, (_, k) => [k, 1, k] as const)
  const evidence = evidenceOf(
    [...opening, granted(calls), ...calls.map((_, seen) => granted([], seen))],
    calls.map((call) => ended(call, 'busy')),
  )
  const found = channelFindings(evidence, -1).map(({ says }) => Number(says.split(' ')[0]))
  expect(found).toEqual([20, ...calls.map((_, seen) => 19 - seen)])
})
