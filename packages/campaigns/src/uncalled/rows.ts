/** An outreach's recipients, opened chunk by chunk: never more than a page of them is readable at once. */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { recipientsCodec, recipientsPerChunk, recipientsStream } from '@lastcall/domain'
import type { EventStore, Recorded } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { DataKey, RecipientRow } from '@lastcall/vault'
import { openChunk } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Failure } from '../failure'

export interface OpenedRows {
  readonly first: number
  readonly rows: readonly RecipientRow[]
}

export interface Ciphertext {
  readonly key: DataKey
  readonly campaign: CampaignId
  readonly outreach: OutreachId
  /** How many recipients `OutreachScheduled` says there are. */
  readonly recipients: number
}

const chunksAtOnce = 8

const openRecorded = (of: Ciphertext, recorded: Recorded, chunk: number): Either<Failure, OpenedRows> => {
  const unreadable = left<Failure>({ is: 'recipients unreadable', chunk })
  const decoded = recipientsCodec.decode(recorded)
  if (decoded._tag === 'Left' || decoded.right.chunk !== chunk) return unreadable
  const { first, count, ciphertext } = decoded.right
  const rows = openChunk(of.key, { campaign: of.campaign, outreach: of.outreach, chunk }, ciphertext)
  return rows._tag === 'Left' || rows.right.length !== count || first !== chunk * recipientsPerChunk
    ? unreadable
    : right({ first, rows: rows.right })
}

/** Ends behind the first failure. A chunk that is missing is one: a list that is silently shorter would be a lie. */
export async function* openRows(
  store: EventStore,
  of: Ciphertext,
): AsyncGenerator<Either<Failure, OpenedRows>> {
  const chunks = Math.ceil(of.recipients / recipientsPerChunk)
  let chunk = 0
  while (chunk < chunks) {
    const page = await store.read(recipientsStream(of.campaign, of.outreach), revision(chunk), chunksAtOnce)()
    if (page._tag === 'Left') {
      yield left({ is: 'store unavailable', why: page.left.why })
      return
    }
    if (page.right.events.length === 0) {
      yield left({ is: 'recipients unreadable', chunk })
      return
    }
    for (const recorded of page.right.events) {
      const opened = openRecorded(of, recorded, chunk)
      yield opened
      if (opened._tag === 'Left') return
      chunk += 1
    }
  }
}
