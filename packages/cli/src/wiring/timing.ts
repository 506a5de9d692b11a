/** A worker's timing and share from the configuration; what is not said is as usual. */
import type { PacingLimits, Timing } from '@lastcall/dialer-worker'
import { defaultTiming } from '@lastcall/dialer-worker'
import type { Config } from '../config/config'

const usualShare: PacingLimits = { callsPerSecond: 10, channels: 20 }

export const timingOf = ({ timing }: Config): Timing => ({ ...defaultTiming, ...timing })

export const shareOf = ({ trunk }: Config): PacingLimits => trunk ?? usualShare
