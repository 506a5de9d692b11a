/** The claim's rules for a worker's timing. */
import type { ClaimRules } from '../claim'
import type { Env } from './env'

/** A series of looks may miss two in a row at most. */
const gapInLooks = 3

export const claimRules = ({ timing }: Env): ClaimRules => ({
  longestGapMs: timing.lookEveryMs * gapInLooks,
  takeoverMs: timing.takeoverMs,
  silentForMs: timing.silentForMs,
})
