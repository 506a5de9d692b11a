/** The ranges in which a campaign's settings make sense. */
import { greatestN } from '../values'
import type { Settings } from './state'

/** What is wrong with the settings, in words for the person who gave them; null: nothing. */
export const settingsProblem = (settings: Omit<Settings, 'createdAt'>): string | null => {
  const { hours, retry, pacing } = settings
  if (hours.opensMin >= hours.closesMin) return 'calling hours must open before they close'
  if (retry.maxAttempts < 1 || retry.maxAttempts > greatestN) return `maxAttempts must be 1 to ${greatestN}`
  if (pacing.callsPerSecond < 1) return 'callsPerSecond must be at least 1'
  return pacing.channels < 1 ? 'channels must be at least 1' : null
}
