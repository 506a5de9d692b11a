/** Writes recipients as chunks of ciphertext, each at its exact revision, and keeps a digest over all of them. */
import type { CampaignId, OutreachId, Sealed } from '@lastcall/domain'
import { RecipientsImported, recipientsCodec, recipientsStream, timestamp } from '@lastcall/domain'
import type { NewEvent } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { DataKey, RecipientRow } from '@lastcall/vault'
import { sealChunk } from '@lastcall/vault'
import { createHash } from 'node:crypto'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { StoreFailure } from '../failure'
import { ofAppend } from '../log/failures'

export interface ChunkWriter {
  /** Seals and appends the next chunk; rows beyond `recipientsPerChunk` would break the index of recipients. */
  readonly write: (rows: readonly RecipientRow[]) => Promise<StoreFailure | null>
  readonly recipients: () => number
  /** SHA-256 over the ciphertext of all chunks, in order, as it stands in the events. Ends the writer. */
  readonly ciphertextSha256: () => string
}

type Deps = Pick<CampaignsDeps, 'store' | 'clock' | 'newId' | 'wait'>

const attempts = 6
const firstWaitMs = 50

export const chunkWriter = (
  deps: Deps,
  {
    key,
    campaign,
    outreach,
  }: { readonly key: DataKey; readonly campaign: CampaignId; readonly outreach: OutreachId },
): ChunkWriter => {
  const stream = recipientsStream(campaign, outreach)
  const digest = createHash('sha256')
  let chunk = 0
  let recipients = 0

  /** A repeat keeps its id, so an append without an answer is not written twice. */
  const append = async (event: NewEvent): Promise<StoreFailure | null> => {
    const expected = chunk === 0 ? 'nothing-yet' : revision(chunk - 1)
    for (let tries = 1; ; tries += 1) {
      const appended = await deps.store.append(stream, expected, [event])()
      if (appended._tag === 'Right') return null
      const { is } = appended.left
      if (tries >= attempts || is === 'refused' || is === 'conflict') return ofAppend(appended.left)
      await deps.wait(firstWaitMs * 2 ** (tries - 1))
    }
  }

  return {
    write: async (rows) => {
      const ciphertext = sealChunk(key, { campaign, outreach, chunk }, rows) as Sealed
      const at = timestamp(deps.clock())
      const imported = RecipientsImported({ at, chunk, first: recipients, count: rows.length, ciphertext })
      const failure = await append(recipientsCodec.encode(newEventId(deps), imported))
      if (failure !== null) return failure
      digest.update(ciphertext)
      chunk += 1
      recipients += rows.length
      return null
    },
    recipients: () => recipients,
    ciphertextSha256: () => digest.digest('hex'),
  }
}
