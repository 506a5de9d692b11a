/** What is known of recipients while they are dialed: chunks of offsets and tokens, asked for when needed. */
import type { AttemptId, OutreachId } from '@lastcall/domain'
import { recipientsPerChunk } from '@lastcall/domain'
import type { Now } from '../time'
import type { DialerEffect } from './input'
import type { Contact, Dialer } from './state'
import type { Turn } from './turn'
import { still } from './turn'

/** Enough for the outreaches under way and what they need next; the oldest goes first. */
const mostChunks = 64

export const chunkOf = (recipient: number): number => Math.floor(recipient / recipientsPerChunk)
const chunkKey = (outreach: OutreachId, chunk: number): string => `${outreach}/${chunk}`

/** After a failure nothing is asked for again for this long. */
const tryAgainAfterMs = 500

/** Undefined: not at hand. */
export const contactOf = (dialer: Dialer, outreach: OutreachId, recipient: number): Contact | undefined =>
  dialer.contacts.get(chunkKey(outreach, chunkOf(recipient)))?.[recipient % recipientsPerChunk]

export const wantContacts = (dialer: Dialer, outreach: OutreachId, chunk: number, now: Now): Turn => {
  const key = chunkKey(outreach, chunk)
  if (dialer.contacts.has(key) || now.mono < dialer.keys.notBefore) return still(dialer)
  const contacts = new Map(dialer.contacts).set(key, null)
  if (contacts.size > mostChunks) {
    const oldest = [...contacts].find(([, v]) => v !== null)
    if (oldest !== undefined) contacts.delete(oldest[0])
  }
  const effect: DialerEffect = { is: 'open contacts', outreach, chunk }
  return [{ ...dialer, contacts }, [effect]]
}

/** Opens a chunk though it may be at hand: what was opened before does not tell whether keys can be read now. */
export const proveKeys = (dialer: Dialer, outreach: OutreachId, chunk: number, now: Now): Turn => {
  const key = chunkKey(outreach, chunk)
  if (dialer.contacts.get(key) === null || now.mono < dialer.keys.notBefore) return still(dialer)
  const contacts = new Map(dialer.contacts)
  contacts.delete(key)
  return wantContacts({ ...dialer, contacts }, outreach, chunk, now)
}

/** Told once when asked, and again when offsets may have changed; what nobody asked for or keeps is passed over. */
export const onContacts = (
  dialer: Dialer,
  outreach: OutreachId,
  chunk: number,
  opened: readonly Contact[] | null,
  now: Now,
): Dialer => {
  const key = chunkKey(outreach, chunk)
  if (!dialer.contacts.has(key)) return dialer
  const contacts = new Map(dialer.contacts)
  const readable = opened !== null
  if (opened === null) contacts.delete(key)
  else contacts.set(key, opened)
  const since = dialer.keys.readable === readable ? dialer.keys.since : now.mono
  const notBefore = readable ? dialer.keys.notBefore : now.mono + tryAgainAfterMs
  return { ...dialer, contacts, keys: { readable, since, notBefore } }
}

/** Tokens of the numbers that have an open call, or the outreach and chunk that must be opened to know. */
export const busyNumbers = (
  dialer: Dialer,
): readonly [Dialer, ReadonlySet<string> | { readonly outreach: OutreachId; readonly chunk: number }] => {
  const busy = new Set<string>()
  const tokens = new Map<AttemptId, string>()
  let missing: { readonly outreach: OutreachId; readonly chunk: number } | null = null
  for (const [outreach, { recipients }] of dialer.history.outreaches) {
    for (const { attempt, recipient } of recipients.open.values()) {
      const token = dialer.tokens.get(attempt) ?? contactOf(dialer, outreach, recipient)?.token
      if (token === undefined) missing = { outreach, chunk: chunkOf(recipient) }
      else {
        busy.add(token)
        tokens.set(attempt, token)
      }
    }
  }
  return [{ ...dialer, tokens }, missing ?? busy]
}
