/** What a campaign is created with, and the bounds of it. */
import * as t from 'io-ts'
import type { Disposition } from '../calls/disposition'
import { MinuteOfDay, Whole } from '../values'

export const Hours = t.type({ opensMin: MinuteOfDay, closesMin: MinuteOfDay })
export type Hours = Readonly<t.TypeOf<typeof Hours>>

/** Milliseconds to wait after a call that ended so; a disposition that is not named is never tried again. */
const AfterMs = t.partial({
  busy: Whole,
  'no-answer': Whole,
  voicemail: Whole,
  rejected: Whole,
  congestion: Whole,
  'carrier-fault': Whole,
  cancelled: Whole,
})

export const Retry = t.type({ maxAttempts: Whole, afterMs: AfterMs })
export type Retry = Readonly<t.TypeOf<typeof Retry>>

export const Pacing = t.type({ callsPerSecond: Whole, channels: Whole })
export type Pacing = Readonly<t.TypeOf<typeof Pacing>>

/** The wait before another attempt, or null: never again. */
export const retryAfterMs = (retry: Retry, disposition: Disposition): number | null =>
  (retry.afterMs as Readonly<Record<string, number | undefined>>)[disposition] ?? null
