/** What every key store must keep, as a test suite. */
import { describe, test } from '@jest/globals'
import type { KeyStore, MasterKey } from '@lastcall/vault'
import { randomBytes } from 'node:crypto'
import { because, explained } from '../because'
import type { KeyStoreCase, KeyStoreHarness } from './harness'
import { hostileCases } from './hostile'
import { lifeCases } from './life'

/** Each case says one promise; they can be run without jest's `test`, to judge stores that must fail. */
export const keyStoreCases: readonly KeyStoreCase[] = [
  ...because(
    'a campaign is deleted by destroying its key: a key that comes back brings its recipients back',
    lifeCases,
  ),
  ...because(
    'a key that two processes make, or another master key opens, loses or gives away recipients',
    hostileCases,
  ),
]

const newMaster = (): MasterKey => randomBytes(32) as Uint8Array as MasterKey

/** Rejects when the store does not keep what the case says. */
export const judgeKeyStore = async (harness: KeyStoreHarness, one: KeyStoreCase): Promise<void> => {
  const place = await harness.place()
  const handles: KeyStore[] = []
  const master = newMaster()
  const opened = async (by: MasterKey): Promise<KeyStore> => {
    const handle = await place.open(by)
    handles.push(handle)
    return handle
  }
  try {
    const keys = { open: () => opened(master), openWrongly: () => opened(newMaster()) }
    await explained(one, one.check(keys))
  } finally {
    for (const handle of handles) await handle.close()
    await place.remove()
  }
}

/** `keyStoreContract('my key store', harness)` in a test file of yours. */
export const keyStoreContract = (name: string, harness: KeyStoreHarness): void => {
  describe(`${name} keeps what a key store promises`, () => {
    for (const one of keyStoreCases) test(one.name, () => judgeKeyStore(harness, one))
  })
}
