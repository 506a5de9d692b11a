/** How a call ended, in the field's words. */
import * as t from 'io-ts'

/** Every way in which a carrier can report the end of a call. */
export const endings = [
  'answered',
  'voicemail',
  'busy',
  'no-answer',
  'rejected',
  'unwanted',
  'invalid-number',
  'congestion',
  'carrier-fault',
  'cancelled',
] as const

export type Ending = (typeof endings)[number]

/** `unresolved` is ours, not a carrier's: nobody knows. */
export type Disposition = Ending | 'unresolved'

export const Ending = t.union([
  t.literal('answered'),
  t.literal('voicemail'),
  t.literal('busy'),
  t.literal('no-answer'),
  t.literal('rejected'),
  t.literal('unwanted'),
  t.literal('invalid-number'),
  t.literal('congestion'),
  t.literal('carrier-fault'),
  t.literal('cancelled'),
])

/** The person, or the machine that takes their messages, got the message: no further attempt is wanted. */
export const reaches = (disposition: Disposition): boolean =>
  disposition === 'answered' || disposition === 'voicemail'
