/** Recipients are sealed in chunks; a chunk opens only as the one that it is, of the outreach that it is of. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { associated } from '../sealing/context'
import type { DataKey } from '../sealing/key'
import type { Random } from '../sealing/random'
import { systemRandom } from '../sealing/random'
import type { CannotOpen } from '../sealing/seal'
import { openBytes, sealBytes } from '../sealing/seal'
import type { RecipientRow } from './row'
import { rows as rowsCodec } from './row'

export interface ChunkContext {
  readonly campaign: string
  readonly outreach: string
  /** Its number in the import: 0, 1, 2, … */
  readonly chunk: number
}

const contextOf = ({ campaign, outreach, chunk }: ChunkContext): Uint8Array =>
  associated(['recipients', campaign, outreach, chunk])

/** No chunk of ours is larger; a bomb is not inflated. Bytes. */
const largestChunk = 64 * 1024 * 1024

// The fastest level: it gives most of the gain, and the import waits for it.
const level = 1

/** Seals one chunk of recipients; base64. */
export const sealChunk = (
  key: DataKey,
  context: ChunkContext,
  rows: readonly RecipientRow[],
  random: Random = systemRandom,
): string => {
  const plain = deflateRawSync(JSON.stringify(rows), { level })
  return sealBytes(key, contextOf(context), plain, random).toString('base64')
}

/** Opens what `sealChunk` made in the same context. */
export const openChunk = (
  key: DataKey,
  context: ChunkContext,
  sealed: string,
): Either<CannotOpen, readonly RecipientRow[]> => {
  const opened = openBytes(key, contextOf(context), Buffer.from(sealed, 'base64'))
  if (opened._tag === 'Left') return opened
  try {
    const value: unknown = JSON.parse(
      inflateRawSync(opened.right, { maxOutputLength: largestChunk }).toString(),
    )
    return rowsCodec.is(value) ? right(value) : left({ is: 'not sealed text' })
  } catch {
    // The error could hold the text.
    return left({ is: 'not sealed text' })
  }
}
