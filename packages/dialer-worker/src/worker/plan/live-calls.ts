/** The stop's policy for calls that are handed over already: drained, or asked to end until the carrier has heard. */
import type { LiveCalls } from '@lastcall/domain'
import type { HangUp } from '@lastcall/carrier'
import type { Now } from '../../time'
import { withCall } from '../calls'
import type { DialerEffect } from '../input'
import type { Dialer, LiveCall } from '../state'
import type { Turn } from '../turn'
import { still } from '../turn'

const wanted = (policy: LiveCalls, call: LiveCall): HangUp | null => {
  const isUp = call.stage === 'placed' || call.stage === 'ringing' || call.stage === 'answered'
  if (policy === 'drain' || !isUp) return null
  if (policy === 'hangUpAll') return 'always'
  return call.stage === 'answered' ? null : 'if-ringing'
}

export const planLiveCalls = (dialer: Dialer, now: Now): Turn => {
  if (dialer.history.record.stops.size === 0) return still(dialer)
  let next = dialer
  const effects: DialerEffect[] = []
  for (const call of dialer.calls.values()) {
    const stop = dialer.history.record.state.outreaches.get(call.outreach)?.stop
    const how = stop == null || now.mono < call.askToEndAt ? null : wanted(stop.liveCalls, call)
    if (how === null) continue
    next = withCall(next, { ...call, askToEndAt: Infinity })
    effects.push({ is: 'hang up', attempt: call.attempt, how })
  }
  return [next, effects]
}
