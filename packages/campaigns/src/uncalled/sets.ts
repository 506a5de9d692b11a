/** Who was not called, as three sets apart: never attempted, attempted but not reached, in flight. */
import type { RecipientClass, Recipients } from '@lastcall/domain'
import { attempts, classIndex, recipientClasses } from '@lastcall/domain'

/** `unresolved`: called perhaps, nobody knows; listed with the in flight, so that nobody is called twice unasked. */
export type UncalledSet = 'never attempted' | 'not reached' | 'in flight'

const setOf: Readonly<Record<RecipientClass, UncalledSet | null>> = {
  'never attempted': 'never attempted',
  'not reached': 'not reached',
  reached: null,
  'opted out': null,
  unresolved: 'in flight',
  authorized: 'in flight',
  'handed over': 'in flight',
  ringing: 'in flight',
  connected: 'in flight',
}

const bySet = recipientClasses.map((name) => setOf[name])

/** Null: reached, or not to be called again. */
export const setOfRecipient = (recipients: Recipients, recipient: number): UncalledSet | null => {
  const code = recipients.codes[recipient] ?? 0
  return bySet[classIndex(code, attempts(code))] ?? null
}

export type UncalledCounts = Readonly<Record<UncalledSet, number>>

export const countSets = (recipients: Recipients): UncalledCounts => {
  const counts = { 'never attempted': 0, 'not reached': 0, 'in flight': 0 }
  bySet.forEach((set, index) => {
    if (set !== null) counts[set] += recipients.counts[index] ?? 0
  })
  return counts
}
