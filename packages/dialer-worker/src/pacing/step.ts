/** Tokens come with time and leave with authorizations; after a stall the burst is capped. */
import type { Pacing, PacingLimits } from './state'

export type PacingInput =
  | { readonly is: 'time passed'; readonly mono: number }
  | { readonly is: 'authorized'; readonly calls: number }

/** At most this much of a second is made up for after a stall. */
const burstSeconds = 0.1

export const step = (limits: PacingLimits, pacing: Pacing, input: PacingInput): Pacing => {
  if (input.is === 'authorized') return { ...pacing, tokens: pacing.tokens - input.calls }
  const gained = (Math.max(0, input.mono - pacing.filledAt) / 1_000) * limits.callsPerSecond
  const most = Math.max(1, limits.callsPerSecond * burstSeconds)
  return { tokens: Math.min(most, pacing.tokens + gained), filledAt: input.mono }
}

/** How many calls may be authorized now, with `open` calls on the channels already. */
export const allowed = (limits: PacingLimits, pacing: Pacing, open: number): number =>
  Math.max(0, Math.min(Math.floor(pacing.tokens), limits.channels - open))
