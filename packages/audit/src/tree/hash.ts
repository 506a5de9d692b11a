/** The hashes of an RFC 6962 Merkle tree: a leaf can never pass for a node, nor a node for a leaf. */
import { hash } from 'node:crypto'

/** 32 bytes of SHA-256. */
export type Hash = Buffer

export const hashBytes = 32
const leafPrefix = Buffer.from([0])

/** `MTH({d})` of RFC 6962 section 2.1. */
export const leafHash = (entry: Uint8Array): Hash =>
  hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer')

const pair = Buffer.alloc(1 + 2 * hashBytes, 1)

export const nodeHash = (before: Hash, behind: Hash): Hash => {
  before.copy(pair, 1)
  behind.copy(pair, 1 + hashBytes)
  return hash('sha256', pair, 'buffer')
}

/** `MTH({})`. */
export const emptyRoot: Hash = hash('sha256', '', 'buffer')
