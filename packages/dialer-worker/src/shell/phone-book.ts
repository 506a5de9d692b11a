/**
 * The only place of a worker that holds numbers: a few opened chunks, in memory. Machines get offsets and tokens,
 * the carrier gets the number, nobody else gets anything.
 */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { recipientsCodec, recipientsPerChunk, recipientsStream } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import type { RecipientRow } from '@lastcall/vault'
import { numberToken, openChunk } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'
import type { Contact } from '../worker'
import { offsetMinutes } from './offset'
import type { WorkerPorts } from './ports'

export interface PhoneBook {
  /** Opens a chunk of recipients; the answer holds nothing personal. Left: why, in words. */
  readonly contacts: (outreach: OutreachId, chunk: number) => Promise<Either<string, readonly Contact[]>>
  readonly numberOf: (outreach: OutreachId, recipient: number) => Promise<Either<string, string>>
  /** Every chunk that is held, computed again for this moment: daylight saving may have begun or ended. */
  readonly again: () => readonly (readonly [OutreachId, number, Either<string, readonly Contact[]>])[]
}

const mostChunks = 64
const secretBytes = 32

interface Held {
  readonly outreach: OutreachId
  readonly chunk: number
  readonly rows: readonly RecipientRow[]
}

type Reads = Pick<WorkerPorts, 'store' | 'keys' | 'clock'>

const readChunk = async (
  { store, keys }: Reads,
  campaign: CampaignId,
  outreach: OutreachId,
  chunk: number,
): Promise<Either<string, readonly RecipientRow[]>> => {
  const key = await keys.get(campaign)()
  if (key._tag === 'Left') return left(`the campaign's key: ${key.left.is}`)
  const page = await store.read(recipientsStream(campaign, outreach), revision(chunk), 1)()
  if (page._tag === 'Left') return left(page.left.why)
  const [recorded] = page.right.events
  if (recorded === undefined) return left(`chunk ${chunk} of the recipients is not there`)
  const imported = recipientsCodec.decode(recorded)
  if (imported._tag === 'Left') return left(`chunk ${chunk} of the recipients: ${imported.left.is}`)
  const opened = openChunk(key.right, { campaign, outreach, chunk }, imported.right.ciphertext)
  return opened._tag === 'Left' ? left(`chunk ${chunk} of the recipients: ${opened.left.is}`) : opened
}

export const phoneBook = (ports: Reads, campaign: CampaignId): PhoneBook => {
  // Tokens are compared inside this book only, so its secret need not outlive it.
  const secret = randomBytes(secretBytes)
  const held = new Map<string, Held>()
  /** A zone that this machine does not know means that nobody of the chunk is called: the window cannot be judged. */
  const contactsOf = (rows: readonly RecipientRow[]): Either<string, readonly Contact[]> => {
    const { wall } = ports.clock.now()
    const contacts: Contact[] = []
    for (const { number, timeZone } of rows) {
      const offset = offsetMinutes(timeZone, wall)
      if (offset === null) return left(`this machine does not know the time zone ${timeZone}`)
      contacts.push({ token: numberToken(secret, number), offsetMinutes: offset })
    }
    return right(contacts)
  }
  const rowsOf = async (
    outreach: OutreachId,
    chunk: number,
  ): Promise<Either<string, readonly RecipientRow[]>> => {
    const name = `${outreach}/${chunk}`
    const known = held.get(name)
    if (known !== undefined) {
      // Newest last, so that the one used least goes first.
      held.delete(name)
      held.set(name, known)
      return right(known.rows)
    }
    const rows = await readChunk(ports, campaign, outreach, chunk)
    if (rows._tag === 'Right') held.set(name, { outreach, chunk, rows: rows.right })
    for (const oldest of held.size > mostChunks ? [...held.keys()].slice(0, 1) : []) held.delete(oldest)
    return rows
  }
  return {
    contacts: async (outreach, chunk) => {
      const rows = await rowsOf(outreach, chunk)
      return rows._tag === 'Left' ? rows : contactsOf(rows.right)
    },
    numberOf: async (outreach, recipient) => {
      const rows = await rowsOf(outreach, Math.floor(recipient / recipientsPerChunk))
      if (rows._tag === 'Left') return rows
      const row = rows.right[recipient % recipientsPerChunk]
      return row === undefined ? left(`recipient ${recipient} is not on the list`) : right(row.number)
    },
    again: () =>
      [...held.values()].map(({ outreach, chunk, rows }) => [outreach, chunk, contactsOf(rows)] as const),
  }
}
