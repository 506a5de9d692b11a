/** The recipients' ciphertext, in chunks; not evidence, deleted with the campaign. */
import type { EventOf } from '@lastcall/eventlog'
import { event, family } from '@lastcall/eventlog'
import { Sealed, Timestamp, Whole } from '../values'

/** `chunk`: 0, 1, 2, …, which is also its revision in the stream. `first`: index of its first recipient. */
export const RecipientsImported = event('RecipientsImported', {
  at: Timestamp,
  chunk: Whole,
  first: Whole,
  count: Whole,
  ciphertext: Sealed,
})

export const recipientsCodec = family([RecipientsImported])
export type RecipientsEvent = EventOf<typeof RecipientsImported>

/** Recipients in one chunk; recipient r lies in chunk floor(r / recipientsPerChunk). */
export const recipientsPerChunk = 500
