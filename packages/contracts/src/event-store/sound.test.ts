import { expect, test } from '@jest/globals'
import { brokenPromises, harnessOf } from './broken.fixture'
import { applies, eventStoreCases } from './suite'

test('a store that nothing is wrong with breaks no promise, also where the harness starts processes', async () => {
  expect(await brokenPromises(() => (handle) => handle, /./)).toEqual([])
})

test('no two cases have one name', () => {
  expect(new Set(eventStoreCases.map(({ name }) => name)).size).toBe(eventStoreCases.length)
})

test('a case is left out only where the harness cannot do what it needs', () => {
  const { place } = harnessOf(() => (handle) => handle)
  const left = eventStoreCases.filter((one) => !applies({ offersNewer: false, place }, one))
  expect(new Set(left.map(({ needs }) => needs))).toEqual(new Set(['newer', 'processes']))
  expect(eventStoreCases.filter(({ needs }) => needs !== undefined)).toEqual(left)
})
