/** The port to the keys of campaigns: a key is made once, and once destroyed nothing brings it or another one back. */
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { DataKey } from '../sealing/key'

export interface KeysUnavailable {
  readonly is: 'unavailable'
  readonly why: string
}

export type CreateFailure =
  /** There is a key of this campaign; it stays as it is. */
  | { readonly is: 'exists' }
  /** The campaign's key was destroyed: there will be no other. */
  | { readonly is: 'destroyed' }
  | KeysUnavailable

export type GetFailure =
  | { readonly is: 'unknown' }
  | { readonly is: 'destroyed' }
  /** The key is there, and this master key does not open it. */
  | { readonly is: 'wrong master key' }
  | KeysUnavailable

export interface KeyStanding {
  readonly campaign: string
  readonly is: 'key' | 'destroyed'
}

export interface KeyStore {
  /** Makes the campaign's key; when the campaign is created, and never else. */
  readonly create: (campaign: string) => TaskEither<CreateFailure, DataKey>
  readonly get: (campaign: string) => TaskEither<GetFailure, DataKey>
  /** For good: a tombstone stays, for a campaign that never had a key too. Again is a success. */
  readonly destroy: (campaign: string) => TaskEither<KeysUnavailable, void>
  /** Every campaign that has, or had, a key; in the order of their ids. */
  readonly list: () => TaskEither<KeysUnavailable, readonly KeyStanding[]>
  /** Later calls answer `unavailable`. */
  readonly close: () => Promise<void>
}
