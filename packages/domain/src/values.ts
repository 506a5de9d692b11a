/** Small checked values that events are made of. */
import type { Brand } from '@lastcall/eventlog'
import * as t from 'io-ts'

const checked = <T>(name: string, is: (value: unknown) => value is T): t.Type<T, T, unknown> =>
  new t.Type<T, T, unknown>(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context, `expected ${name}`)),
    (value) => value,
  )

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to

/** A whole number from 0 to 2^53 - 1: counts, milliseconds, revisions in data. */
export const Whole = checked('a whole number, 0 or more', (v): v is number =>
  isWhole(v, 0, Number.MAX_SAFE_INTEGER),
)

/** The greatest number of authorizations one recipient can have in one outreach (packed into 8 bits). */
export const greatestN = 255

/** The number of an authorization: 1, 2, 3, … up to `greatestN`. */
export const N = checked('a number of an authorization, 1 to 255', (v): v is number =>
  isWhole(v, 1, greatestN),
)

/** Offset from UTC in minutes, as time zones have had it: -1440 to 1440. */
export const OffsetMinutes = checked('an offset in minutes', (v): v is number => isWhole(v, -1440, 1440))

/** Minutes after midnight, 0 to 1440. */
export const MinuteOfDay = checked('a minute of the day, 0 to 1440', (v): v is number => isWhole(v, 0, 1440))

/** Wall time, ISO 8601 in UTC. For people, calling hours and schedules; never compared for safety. */
export type Timestamp = Brand<string, 'Timestamp'>
const timestampShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/
export const Timestamp = checked(
  'a time such as 2026-01-31T12:00:00.000Z',
  (v): v is Timestamp => typeof v === 'string' && timestampShape.test(v),
)

/** `wallMs`: milliseconds since 1970 UTC. */
export const timestamp = (wallMs: number): Timestamp => new Date(wallMs).toISOString() as Timestamp

/** Ciphertext under the campaign's key, base64. Gone with the key. */
export type Sealed = Brand<string, 'Sealed'>
export const Sealed = checked('sealed text', (v): v is Sealed => typeof v === 'string')

/** SHA-256 in lower-case hex. */
export const Sha256 = checked(
  'a SHA-256 in hex',
  (v): v is string => typeof v === 'string' && /^[0-9a-f]{64}$/.test(v),
)

/** What happens to calls that are already handed over when a stop is seen. */
export const LiveCalls = t.union([t.literal('drain'), t.literal('cancelRinging'), t.literal('hangUpAll')])
export type LiveCalls = t.TypeOf<typeof LiveCalls>
