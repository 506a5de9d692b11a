/** Writes recipients as chunks of ciphertext, a few in one append at its exact revision, with a digest over all of them. */
import type { CampaignId, OutreachId, Sealed } from '@lastcall/domain'
import { RecipientsImported, recipientsCodec, recipientsStream, timestamp } from '@lastcall/domain'
import type { NewEvent } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { DataKey, RecipientRow } from '@lastcall/vault'
import { sealChunk } from '@lastcall/vault'
import { createHash } from 'node:crypto'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { StoreFailure } from '../failure'
import { ofAppend } from '../log/failures'

export interface ChunkWriter {
  /** Seals the next chunk; rows beyond `recipientsPerChunk` would break the index of recipients. */
  readonly write: (rows: readonly RecipientRow[]) => Promise<StoreFailure | null>
  /** Appends what is gathered still. */
  readonly end: () => Promise<StoreFailure | null>
  readonly recipients: () => number
  /** SHA-256 over the ciphertext of all chunks, in order, as it stands in the events. Ends the writer. */
  readonly ciphertextSha256: () => string
}

type Deps = Pick<CampaignsDeps, 'store' | 'clock' | 'newId' | 'wait'>

/** One append waits for the disk once; half of what the strictest store takes at once, in characters. */
const charactersAtOnce = 500_000
const chunksAtOnce = 16

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
  let written = 0
  let gathered: NewEvent[] = []
  let characters = 0

  /** A repeat keeps its ids, so an append without an answer is not written twice. */
  const append = async (events: ReadonlyNonEmptyArray<NewEvent>): Promise<StoreFailure | null> => {
    const expected = written === 0 ? 'nothing-yet' : revision(written - 1)
    for (let tries = 1; ; tries += 1) {
      const appended = await deps.store.append(stream, expected, events)()
      if (appended._tag === 'Right') return null
      const { is } = appended.left
      if (tries >= attempts || is === 'refused' || is === 'conflict') return ofAppend(appended.left)
      await deps.wait(firstWaitMs * 2 ** (tries - 1))
    }
  }

  const flush = async (): Promise<StoreFailure | null> => {
    const [first, ...rest] = gathered
    if (first === undefined) return null
    const failure = await append([first, ...rest])
    written += gathered.length
    gathered = []
    characters = 0
    return failure
  }

  return {
    write: async (rows) => {
      const ciphertext = sealChunk(key, { campaign, outreach, chunk }, rows) as Sealed
      const at = timestamp(deps.clock())
      const imported = RecipientsImported({ at, chunk, first: recipients, count: rows.length, ciphertext })
      const isFull = gathered.length >= chunksAtOnce || characters + ciphertext.length > charactersAtOnce
      const failure = isFull ? await flush() : null
      if (failure !== null) return failure
      gathered.push(recipientsCodec.encode(newEventId(deps), imported))
      characters += ciphertext.length
      digest.update(ciphertext)
      chunk += 1
      recipients += rows.length
      return null
    },
    end: flush,
    recipients: () => recipients,
    ciphertextSha256: () => digest.digest('hex'),
  }
}
