import { expect, test } from '@jest/globals'
import { brokenPromises, harnessOf } from './broken.fixture'
import type { EventStoreCase } from './harness'
import { applies, eventStoreCases, judgeEventStore, titleOf } from './suite'

test('a store that nothing is wrong with breaks no promise, also where the harness starts processes', async () => {
  expect(await brokenPromises(() => (handle) => handle, /./)).toEqual([])
})

test('no two cases have one name', () => {
  expect(new Set(eventStoreCases.map(({ name }) => name)).size).toBe(eventStoreCases.length)
})

test('a case is left out only where the harness cannot do what it needs', () => {
  const { place } = harnessOf(() => (handle) => handle)
  const left = eventStoreCases.filter((one) => !applies({ offersNewer: false, place }, one))
  expect(new Set(left.map(({ needs }) => needs))).toEqual(new Set(['newer', 'processes', 'kills']))
  expect(eventStoreCases.filter(({ needs }) => needs !== undefined)).toEqual(left)
})

test('the title of a case tells in how many rounds it is tried, or what is missing to try it', () => {
  const { place } = harnessOf(() => (handle) => handle)
  const titles = (rounds?: number): string =>
    eventStoreCases
      .map((one) => titleOf({ offersNewer: false, place, ...(rounds === undefined ? {} : { rounds }) }, one))
      .join()
  expect(titles()).toMatch(/^.*G1: .* race \(1000 rounds\)$/)
  expect(titles(50)).toMatch(/race \(50 rounds\)/)
  expect(titles()).toMatch(/in the same turn \(the store says that it has no last look\)/)
  expect(titles()).toMatch(/and no lock \(the harness kills no process\)/)
})

test('a case that fails says why its promise is asked, behind its own words and at its own place', async () => {
  const harness = harnessOf(() => (handle) => ({
    ...handle,
    store: {
      ...handle.store,
      last: () => async () => ({ _tag: 'Left', left: { is: 'unavailable', why: 'gone' } }),
    },
  }))
  const one = eventStoreCases.find(({ name }) => name.startsWith('the last event')) as EventStoreCase
  const failed = (await judgeEventStore(harness, one).catch((error: unknown) => error)) as Error
  expect(failed.message).toMatch(/^unexpected: unavailable gone\n\nWhy this is asked: what is acknowledged/)
  expect(failed.stack).toMatch(/Why this is asked.*\n +at /)
  expect(eventStoreCases.filter(({ why }) => why === undefined)).toEqual([])
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
