/** Keys in memory, for tests and for machines that forget everything at their end. */
import { left, right } from 'fp-ts/lib/Either'
import type { MasterKey } from '../sealing/key'
import { newDataKey } from '../sealing/key'
import type { Random } from '../sealing/random'
import { systemRandom } from '../sealing/random'
import type { KeyStore, KeysUnavailable } from './port'
import { unwrap, wrap } from './wrapping'

/** What several stores share, like a file: the wrapped key, or null for a tombstone. */
export type KeyShelf = Map<string, Uint8Array | null>

const closedAnswer: KeysUnavailable = { is: 'unavailable', why: 'closed' }

export const keysInMemory = (
  master: MasterKey,
  shelf: KeyShelf = new Map(),
  random: Random = systemRandom,
): KeyStore => {
  let closed = false
  return {
    create: (campaign) => async () => {
      if (closed) return left(closedAnswer)
      const there = shelf.get(campaign)
      if (there !== undefined) return left({ is: there === null ? 'destroyed' : 'exists' })
      const key = newDataKey(random)
      shelf.set(campaign, wrap(master, campaign, key, random))
      return right(key)
    },
    get: (campaign) => async () => {
      if (closed) return left(closedAnswer)
      const there = shelf.get(campaign)
      if (there === undefined) return left({ is: 'unknown' })
      if (there === null) return left({ is: 'destroyed' })
      const key = unwrap(master, campaign, there)
      return key._tag === 'Right' ? key : left({ is: 'wrong master key' })
    },
    destroy: (campaign) => async () => {
      if (closed) return left(closedAnswer)
      shelf.get(campaign)?.fill(0)
      shelf.set(campaign, null)
      return right(undefined)
    },
    list: () => async () => {
      if (closed) return left(closedAnswer)
      const ids = [...shelf.keys()].sort()
      return right(
        ids.map((campaign) => ({ campaign, is: shelf.get(campaign) === null ? 'destroyed' : 'key' })),
      )
    },
    close: async () => {
      closed = true
    },
  }
}
