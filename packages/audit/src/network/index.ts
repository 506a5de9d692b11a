/** The log and the network's own record, held against each other. */
import type { NetworkRecord } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import type { Evidence } from '../replay'
import type { Verdict } from '../verdict'
import { judged } from '../verdict'
import type { AfterStop } from './after-stop'
import { afterStops } from './after-stop'
import type { OneSided } from './agree'
import { agreement } from './agree'
import { seenByNetwork } from './seen'

export { readNetworkRecord } from './record'
export type { MalformedLine, RecordRead } from './record'
export type { AfterStop } from './after-stop'
export type { OneSided } from './agree'

export interface NetworkAgreement extends OneSided {
  readonly verdict: Verdict
  readonly stops: readonly AfterStop[]
  /** Records of attempts that belong elsewhere and were left out. */
  readonly elsewhere: number
}

export interface NetworkTerms {
  /** How long an originate may travel after it left the gate, milliseconds, retransmissions included. */
  readonly travelMs: number
  /** Attempts of other campaigns, where one record serves several; without it every attempt must be this one's. */
  readonly elsewhere?: (attempt: AttemptId) => boolean
}

/** Holds a campaign's evidence against what the network saw. */
export const agreeWithNetwork = (
  evidence: Evidence,
  records: readonly NetworkRecord[],
  { travelMs, elsewhere = () => false }: NetworkTerms,
): NetworkAgreement => {
  const concerns = (attempt: AttemptId): boolean => evidence.attempts.has(attempt) || !elsewhere(attempt)
  const seen = seenByNetwork(records, concerns)
  const { violations, ...oneSided } = agreement(evidence, seen)
  const { stops, violations: late } = afterStops(evidence, seen, travelMs)
  const checked = [...seen.values()].reduce((sum, { originates }) => sum + originates.length, 0)
  const verdict = judged('network', checked, [...violations, ...late])
  const left = records.reduce((sum, { attempt }) => sum + (concerns(attempt) ? 0 : 1), 0)
  return { verdict, ...oneSided, stops, elsewhere: left }
}
