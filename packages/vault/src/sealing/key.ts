/** Keys of 256 bits. A key is never part of an error, a log or a `JSON.stringify`. */
import type { Brand } from '@lastcall/eventlog'
import type { Random } from './random'

export const keyBytes = 32

/** Seals a campaign's personal data. */
export type DataKey = Brand<Uint8Array, 'DataKey'>
/** Seals data keys; given by configuration. */
export type MasterKey = Brand<Uint8Array, 'MasterKey'>

export const newDataKey = (random: Random): DataKey => random(keyBytes) as DataKey

/** Null when it is not 32 bytes long. The bytes are copied. */
export const masterKey = (bytes: Uint8Array): MasterKey | null =>
  bytes.length === keyBytes ? (Uint8Array.from(bytes) as MasterKey) : null
