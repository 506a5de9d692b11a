/** Personal data of a campaign, gone for good: the key first, then the ciphertext. Interrupted anywhere, it is run again. */
import type { EventFeed, EventStore, StreamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { KeyStore } from '../key-store/port'
import type { StoreUnavailable } from './find'
import { streamsLeft } from './find'

export interface ErasureDeps {
  readonly keys: KeyStore
  readonly store: EventStore
  readonly feed: EventFeed
}

export type ErasureFailure =
  /** Nothing is erased yet. */
  | { readonly is: 'keys unavailable'; readonly why: string }
  /** The key is gone, so nothing can be read any more; ciphertext may be left. Run it again. */
  | StoreUnavailable
  | { readonly is: 'store refused'; readonly why: string }

export interface Erased {
  /** How many streams this run deleted; 0 when there was nothing left to do. */
  readonly streams: number
}

const deleteAll = async (
  store: EventStore,
  names: readonly StreamName[],
): Promise<Either<ErasureFailure, Erased>> => {
  for (const name of names) {
    const deleted = await store.deleteStream(name)()
    if (deleted._tag === 'Right') continue
    const { is, why } = deleted.left
    return left({ is: is === 'refused' ? 'store refused' : 'store unavailable', why })
  }
  return right({ streams: names.length })
}

/**
 * `recipientsPrefix`: how the names of the campaign's streams of ciphertext begin. An import that is still running
 * may add a stream afterwards: it is sealed under the destroyed key, and the next run deletes it.
 */
export const erase =
  ({ keys, store, feed }: ErasureDeps) =>
  (campaign: string, recipientsPrefix: string): TaskEither<ErasureFailure, Erased> =>
  async () => {
    const destroyed = await keys.destroy(campaign)()
    if (destroyed._tag === 'Left') return left({ is: 'keys unavailable', why: destroyed.left.why })
    const remaining = await streamsLeft({ store, feed }, [recipientsPrefix])
    return remaining._tag === 'Left' ? remaining : deleteAll(store, remaining.right)
  }
