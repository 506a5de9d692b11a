/** The life of a key: made once, read as it was made, destroyed for good. */
import { expect } from '@jest/globals'
import type { KeyStoreCase } from './harness'
import { failure, must, newCampaign } from './tools'

export const lifeCases: readonly KeyStoreCase[] = [
  {
    name: 'a key is read as it was made, by every handle, also after a new opening',
    check: async ({ open }) => {
      const [store, other] = [await open(), await open()]
      const campaign = newCampaign()
      const key = must(await store.create(campaign)())
      expect(key).toHaveLength(32)
      expect(Buffer.from(must(await store.get(campaign)())).equals(key)).toBe(true)
      expect(Buffer.from(must(await other.get(campaign)())).equals(key)).toBe(true)
      await store.close()
      await other.close()
      expect(Buffer.from(must(await (await open()).get(campaign)())).equals(key)).toBe(true)
    },
  },
  {
    name: 'every campaign has a key of its own',
    check: async ({ open }) => {
      const store = await open()
      const made = await Promise.all(Array.from({ length: 20 }, () => store.create(newCampaign())()))
      expect(new Set(made.map((key) => Buffer.from(must(key)).toString('hex'))).size).toBe(20)
    },
  },
  {
    name: 'a key that is there is never made anew',
    check: async ({ open }) => {
      const store = await open()
      const campaign = newCampaign()
      const key = must(await store.create(campaign)())
      expect(failure(await store.create(campaign)())).toBe('exists')
      expect(Buffer.from(must(await store.get(campaign)())).equals(key)).toBe(true)
    },
  },
  {
    name: 'a campaign without a key is unknown, and asking makes none',
    check: async ({ open }) => {
      const store = await open()
      const campaign = newCampaign()
      expect(failure(await store.get(campaign)())).toBe('unknown')
      expect(failure(await store.get(campaign)())).toBe('unknown')
      expect(must(await store.list()())).toEqual([])
    },
  },
  {
    name: 'a destroyed key stays destroyed for every handle: not read, not made again',
    check: async ({ open }) => {
      const [store, other] = [await open(), await open()]
      const campaign = newCampaign()
      must(await store.create(campaign)())
      must(await other.get(campaign)())
      must(await store.destroy(campaign)())
      must(await store.destroy(campaign)())
      for (const handle of [store, other, await open()]) {
        expect(failure(await handle.get(campaign)())).toBe('destroyed')
        expect(failure(await handle.create(campaign)())).toBe('destroyed')
      }
    },
  },
  {
    name: 'destroying what never was leaves a tombstone: no key can be made for it',
    check: async ({ open }) => {
      const store = await open()
      const campaign = newCampaign()
      must(await store.destroy(campaign)())
      expect(failure(await store.create(campaign)())).toBe('destroyed')
      expect(failure(await store.get(campaign)())).toBe('destroyed')
    },
  },
  {
    name: 'the list says which campaigns have a key and which had one',
    check: async ({ open }) => {
      const store = await open()
      const campaigns = [newCampaign(), newCampaign()].sort()
      for (const campaign of campaigns) must(await store.create(campaign)())
      must(await store.destroy(campaigns[0] ?? '')())
      expect(must(await store.list()())).toEqual([
        { campaign: campaigns[0], is: 'destroyed' },
        { campaign: campaigns[1], is: 'key' },
      ])
    },
  },
  {
    name: 'a closed store answers unavailable, and closing again is harmless',
    check: async ({ open }) => {
      const store = await open()
      await store.close()
      await store.close()
      expect(failure(await store.get(newCampaign())())).toBe('unavailable')
      expect(failure(await store.create(newCampaign())())).toBe('unavailable')
      expect(failure(await store.destroy(newCampaign())())).toBe('unavailable')
      expect(failure(await store.list()())).toBe('unavailable')
    },
  },
]
