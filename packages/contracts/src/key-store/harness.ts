/** What a key store must bring along to be judged. */
import type { KeyStore, MasterKey } from '@lastcall/vault'
import type { Reasoned } from '../because'

/** One place where keys are kept, such as a file. */
export interface KeyPlace {
  /** Another handle on the same place: each is a process of its own as far as the store can tell. */
  readonly open: (master: MasterKey) => Promise<KeyStore>
  /** Removes the place; every handle is closed before. */
  readonly remove: () => Promise<void>
}

export interface KeyStoreHarness {
  /** A fresh, empty place. */
  readonly place: () => Promise<KeyPlace>
}

export interface KeyStoreCase extends Reasoned {
  readonly name: string
  /** Rejects when the store breaks the promise that `name` says. */
  readonly check: (keys: KeysUnderTest) => Promise<void>
}

export interface KeysUnderTest {
  /** A handle with the right master key. */
  readonly open: () => Promise<KeyStore>
  /** A handle with another master key. */
  readonly openWrongly: () => Promise<KeyStore>
}
