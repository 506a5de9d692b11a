/** Wrong master keys and races: neither gives a key away, and a deletion wins whatever runs beside it. */
import { expect } from '@jest/globals'
import type { KeyStoreCase } from './harness'
import { failure, must, newCampaign } from './tools'

export const hostileCases: readonly KeyStoreCase[] = [
  {
    name: 'another master key opens no key and says so; it can destroy',
    check: async ({ open, openWrongly }) => {
      const [store, wrong] = [await open(), await openWrongly()]
      const campaign = newCampaign()
      must(await store.create(campaign)())
      expect(failure(await wrong.get(campaign)())).toBe('wrong master key')
      expect(failure(await wrong.create(campaign)())).toBe('exists')
      must(await wrong.destroy(campaign)())
      expect(failure(await store.get(campaign)())).toBe('destroyed')
    },
  },
  {
    name: 'of many that make one campaign’s key at once, one does',
    check: async ({ open }) => {
      const handles = await Promise.all(Array.from({ length: 4 }, open))
      const campaign = newCampaign()
      const made = await Promise.all(handles.map((handle) => handle.create(campaign)()))
      expect(made.map(failure).sort()).toEqual(['exists', 'exists', 'exists', 'success'])
    },
  },
  {
    name: 'making a key beside destroying it leaves no key that can be read',
    check: async ({ open }) => {
      const [maker, destroyer] = [await open(), await open()]
      for (let round = 0; round < 20; round += 1) {
        const campaign = newCampaign()
        const [first, second] = round % 2 === 0 ? [maker, destroyer] : [destroyer, maker]
        const [, destroyed] = await Promise.all([first.create(campaign)(), second.destroy(campaign)()])
        must(destroyed)
        expect(failure(await maker.get(campaign)())).toBe('destroyed')
        expect(failure(await destroyer.create(campaign)())).toBe('destroyed')
      }
    },
  },
]
