import { describe, expect, test } from '@jest/globals'
import type { KeyStore, MasterKey } from '@lastcall/vault'
import { keysInMemory } from '@lastcall/vault'
import { right } from 'fp-ts/lib/Either'
import { judgeKeyStore, keyStoreCases } from './suite'

type Shelf = Map<string, Uint8Array | null>

/** The names of the promises that a store does not keep. */
const brokenPromises = async (
  breakIt: (store: KeyStore, shelf: Shelf) => KeyStore,
): Promise<readonly string[]> => {
  const place = async () => {
    const shelf: Shelf = new Map()
    return {
      open: async (master: MasterKey) => breakIt(keysInMemory(master, shelf), shelf),
      remove: async () => shelf.clear(),
    }
  }
  const names: string[] = []
  for (const one of keyStoreCases) {
    await judgeKeyStore({ place }, one).catch(() => names.push(one.name))
  }
  return names
}

describe('the contract catches a key store that', () => {
  const catches = (
    what: string,
    breakIt: (store: KeyStore, shelf: Shelf) => KeyStore,
    promise: RegExp,
  ): void => {
    test(what, async () => {
      expect(await brokenPromises(breakIt)).toContainEqual(expect.stringMatching(promise))
    })
  }

  test('nothing is wrong with: then no promise is broken', async () => {
    expect(await brokenPromises((store) => store)).toEqual([])
  })
  catches(
    'leaves no tombstone',
    (store, shelf) => ({
      ...store,
      destroy: (campaign) => async () => {
        shelf.delete(campaign)
        return right(undefined)
      },
    }),
    /stays destroyed/,
  )
  catches(
    'makes a key anew',
    (store, shelf) => ({
      ...store,
      create: (campaign) => async () => {
        if (shelf.get(campaign) !== null) shelf.delete(campaign)
        return store.create(campaign)()
      },
    }),
    /never made anew/,
  )
  catches(
    'makes a key when asked for one',
    (store) => ({
      ...store,
      get: (campaign) => async () => {
        await store.create(campaign)()
        return store.get(campaign)()
      },
    }),
    /asking makes none/,
  )
  catches(
    'does not destroy',
    (store) => ({ ...store, destroy: () => async () => right(undefined) }),
    /no key that can be read/,
  )
  catches(
    'looks first and makes the key later',
    (store, shelf) => ({
      ...store,
      create: (campaign) => async () => {
        const there = shelf.has(campaign)
        await Promise.resolve()
        if (!there) shelf.delete(campaign)
        return store.create(campaign)()
      },
    }),
    /beside destroying|one does/,
  )
})
