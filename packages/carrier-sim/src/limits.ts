/** What a worker may count on with this carrier. */
import type { CarrierLimits } from '@lastcall/carrier'
import { unlimited, usualLongestCallMs } from './options'

/** On loopback; generous, for a machine under load. */
const usualTravelMs = 100

/** `callsPerSecond` and `concurrentCalls` are the worker's share of the trunk, from configuration. */
export const simulatedLimits = (said: Partial<CarrierLimits> = {}): CarrierLimits => ({
  callsPerSecond: unlimited,
  concurrentCalls: unlimited,
  travelMs: usualTravelMs,
  longestCallMs: usualLongestCallMs,
  queuesAboveItsRate: false,
  cancelBeforeRinging: true,
  findByAttempt: true,
  absenceIsFinal: true,
  ...said,
})
