/** A data key under the master key: it opens for its own campaign only. */
import type { Either } from 'fp-ts/lib/Either'
import { associated } from '../sealing/context'
import type { DataKey, MasterKey } from '../sealing/key'
import type { Random } from '../sealing/random'
import type { CannotOpen } from '../sealing/seal'
import { openBytes, sealBytes } from '../sealing/seal'

const contextOf = (campaign: string): Uint8Array => associated(['data key', campaign])

export const wrap = (master: MasterKey, campaign: string, key: DataKey, random: Random): Buffer =>
  sealBytes(master, contextOf(campaign), key, random)

export const unwrap = (
  master: MasterKey,
  campaign: string,
  wrapped: Uint8Array,
): Either<CannotOpen, DataKey> =>
  openBytes(master, contextOf(campaign), wrapped) as Either<CannotOpen, Uint8Array> as Either<
    CannotOpen,
    DataKey
  >
