/** Whoever has a store or a carrier of their own puts its model into the world: one that breaks its word is caught. */
import { expect, test } from '@jest/globals'
import { carrierModel, planOf, run, storeModel } from '../index'
import type { CarrierModel, StoreModel } from '../index'

/** A store that takes every append, whatever revision it expects. */
const careless = (): StoreModel => {
  const store = storeModel()
  return { ...store, append: (to, _, events, wallUs) => store.append(to, 'anything', events, wallUs) }
}

test('a store that does not keep exact revisions breaks a promise within a few seeds', () => {
  const breaks = (seed: number): boolean => run(planOf(seed), { store: careless }).broken !== null
  expect(Array.from({ length: 40 }, (_, k) => k + 1).some(breaks)).toBe(true)
})

test('a carrier that vouches for the absence of calls that it has is caught', () => {
  const liar = (of: Parameters<typeof carrierModel>[0]): CarrierModel => {
    const carrier = carrierModel(of)
    return {
      ...carrier,
      hear: (input, nowMs) =>
        input.is === 'find'
          ? [{ is: 'tell', line: input.line, heard: { is: 'found', ask: 0, answer: { is: 'absent' } } }]
          : carrier.hear(input, nowMs),
    }
  }
  const breaks = (seed: number): boolean => {
    const plan = planOf(seed, 'crashes')
    const vouching = {
      ...plan,
      carrier: 'vouches for absence' as const,
      limits: { ...plan.limits, absenceIsFinal: true },
    }
    return run(vouching, { carrier: liar }).broken !== null
  }
  expect(Array.from({ length: 120 }, (_, k) => k + 1).some(breaks)).toBe(true)
}, 300_000)

test('models that keep their word change nothing', () => {
  const plan = planOf(4)
  expect(run(plan, { store: () => storeModel(), carrier: carrierModel }).fingerprint).toBe(
    run(plan).fingerprint,
  )
})
