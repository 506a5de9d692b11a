/** Calling hours in the called party's own time. Frequency and suppression will be asked beside it. */
import type { Hours } from '../campaign/settings'

const minutesOfDay = 1440

/** The minute of the recipient's day. `wallMs`: milliseconds since 1970 UTC. */
export const localMinute = (wallMs: number, offsetMinutes: number): number => {
  const minutes = Math.floor(wallMs / 60_000) + offsetMinutes
  return ((minutes % minutesOfDay) + minutesOfDay) % minutesOfDay
}

/** `opensMin` inclusive, `closesMin` exclusive; a window may not pass midnight. */
export const windowIsOpen = (hours: Hours, wallMs: number, offsetMinutes: number): boolean => {
  const minute = localMinute(wallMs, offsetMinutes)
  return minute >= hours.opensMin && minute < hours.closesMin
}
