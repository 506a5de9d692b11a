/**
 * The hash chain: sha256 over the hash before, 32 bytes (zeros before the first event), and the UTF-8 text of the
 * JSON list [position, stream, revision, id, type, data, metadata, recordedUs]; data and metadata are texts in it.
 */
import * as crypto from 'node:crypto'

/** What the chain covers of one event; `data` and `metadata` as they stand in the file. */
export interface Link {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
  readonly recordedUs: number
}

export const genesis: Uint8Array = new Uint8Array(32)

let room = Buffer.alloc(64 * 1024)

export const hashOf = (before: Uint8Array, link: Link): Buffer => {
  const { position, stream, revision, id, type, data, metadata, recordedUs } = link
  const text = JSON.stringify([position, stream, revision, id, type, data, metadata, recordedUs])
  // One buffer for all: two small ones for each event cost as much as the hash itself.
  if (room.length < 32 + text.length * 3) room = Buffer.alloc(32 + text.length * 3)
  room.set(before, 0)
  const end = 32 + room.write(text, 32)
  return crypto.hash('sha256', room.subarray(0, end), 'buffer')
}

/** sha256 of a text, hexadecimal. */
export const digestOf = (text: string): string => crypto.hash('sha256', text, 'hex')
