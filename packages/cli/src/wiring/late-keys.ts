/** Keys whose server is not waited for: opened beside the work, asked again at each question until it answers. */
import type { KeyStore, KeysUnavailable } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'

/** A revocation needs no key to be committed; whoever does need one is told why there is none. */
export const lateKeys = (open: () => Promise<Either<Trouble, KeyStore>>): KeyStore => {
  let opening: Promise<Either<Trouble, KeyStore>> | null = open()
  let closed = false
  const asked = async <E, T>(
    ask: (keys: KeyStore) => Promise<Either<E, T>>,
  ): Promise<Either<E | KeysUnavailable, T>> => {
    if (closed) return left({ is: 'unavailable', why: 'closed' })
    opening ??= open()
    const opened = await opening
    if (opened._tag === 'Right') return ask(opened.right)
    opening = null
    return left({ is: 'unavailable', why: `${opened.left.is}: ${opened.left.what}` })
  }
  return {
    create: (campaign) => () => asked((keys) => keys.create(campaign)()),
    get: (campaign) => () => asked((keys) => keys.get(campaign)()),
    destroy: (campaign) => () => asked((keys) => keys.destroy(campaign)()),
    list: () => () => asked((keys) => keys.list()()),
    close: async () => {
      closed = true
      // One that is still being opened is closed when it is, and nobody waits for that.
      const ending = opening?.then((opened) => (opened._tag === 'Right' ? opened.right.close() : undefined))
      const soon = new Promise<void>((resolve) => setImmediate(resolve))
      await Promise.race([ending, soon])
    },
  }
}
