import { expect, test } from '@jest/globals'
import { brokenPromises, harnessOf } from './broken.fixture'
import type { EventStoreCase } from './harness'
import { applies, eventStoreCases, judgeEventStore } from './suite'

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

test('whatever becomes of a case, its handles are closed and its place is removed', async () => {
  const done: string[] = []
  const harness = harnessOf(() => (handle) => ({
    ...handle,
    store: { ...handle.store, close: async () => void done.push('closed') },
  }))
  const failing: EventStoreCase = {
    name: 'fails',
    check: async ({ open }) => {
      await open()
      await open()
      throw new Error('broken')
    },
  }
  const place = async () => ({ ...(await harness.place()), remove: async () => void done.push('removed') })
  await expect(judgeEventStore({ ...harness, place }, failing)).rejects.toThrow('broken')
  expect(done).toEqual(['closed', 'closed', 'removed'])
})

test.each([0, 1_001, Number.NaN])(
  '%p rounds are refused: a race that is not run cannot fail',
  async (rounds) => {
    const [one] = eventStoreCases as [EventStoreCase]
    const judged = judgeEventStore({ ...harnessOf(() => (handle) => handle), rounds }, one)
    await expect(judged).rejects.toThrow('rounds')
  },
)
