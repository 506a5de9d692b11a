import { keyStoreContract } from '@lastcall/contracts'
import type { KeyShelf } from './memory'
import { keysInMemory } from './memory'

keyStoreContract('the key store in memory', {
  place: async () => {
    const shelf: KeyShelf = new Map()
    return { open: async (master) => keysInMemory(master, shelf), remove: async () => shelf.clear() }
  },
})
