/** How long after each stop the network still saw an originate: the promise as the outside world sees it. */
import type { AttemptId, OutreachId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { Evidence, OutreachEvidence, Stood } from '../replay'
import { attemptsOf, stopOf } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'
import type { Seen } from './seen'

export interface AfterStop {
  readonly outreach: OutreachId
  /** The last originate that the network saw of this outreach; null: it saw none. */
  readonly lastOriginate: AttemptId | null
  /** From the stop's commit to that originate, milliseconds, by the two wall clocks. Negative: nothing after. */
  readonly afterStopMs: number | null
  /** What the protocol allows: the longest permit, and the time that an originate travels. */
  readonly allowedMs: number
}

const ofOutreach = (
  of: OutreachEvidence,
  stop: Stood,
  seen: ReadonlyMap<AttemptId, Seen>,
  travelMs: number,
): AfterStop => {
  let last: { readonly attempt: AttemptId; readonly atUs: number } | null = null
  let permitMs = 0
  for (const { attempt, permitMs: lives } of attemptsOf(of)) {
    permitMs = Math.max(permitMs, lives)
    for (const { atUs } of seen.get(attempt)?.originates ?? [])
      if (last === null || atUs > last.atUs) last = { attempt, atUs }
  }
  return {
    outreach: of.outreach,
    lastOriginate: last?.attempt ?? null,
    afterStopMs: last === null ? null : (last.atUs - stop.us) / 1_000,
    allowedMs: permitMs + travelMs,
  }
}

export interface AfterStops {
  readonly stops: readonly AfterStop[]
  readonly violations: readonly Finding[]
}

/** `travelMs`: how long an originate may travel after it left the gate, retransmissions included. */
export const afterStops = (
  evidence: Evidence,
  seen: ReadonlyMap<AttemptId, Seen>,
  travelMs: number,
): AfterStops => {
  const stops: AfterStop[] = []
  const violations: Finding[] = []
  for (const of of evidence.outreaches.values()) {
    const stop = stopOf(evidence, of)
    if (stop === null) continue
    const told = ofOutreach(of, stop, seen, travelMs)
    stops.push(told)
    if (told.afterStopMs !== null && told.afterStopMs > told.allowedMs) {
      const says = `the network saw the originate of ${told.lastOriginate ?? ''} ${told.afterStopMs} ms after this stop, ${told.allowedMs} ms are allowed`
      violations.push(finding(campaignStream(evidence.campaign), stop.at, says))
    }
  }
  return { stops, violations }
}
