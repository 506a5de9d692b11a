/** What can become of calls that are on their way when a stop is committed, as it is typed. */
import type { LiveCalls } from '@lastcall/domain'

const policies = { drain: 'drain', 'cancel-ringing': 'cancelRinging', 'hang-up-all': 'hangUpAll' } as const

export const liveCallPolicies: readonly string[] = Object.keys(policies)

export const liveCallsOf = (typed: string): LiveCalls => policies[typed as keyof typeof policies]
