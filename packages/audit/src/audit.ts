/** The audit of one campaign: reads its evidence, judges every promise, reports every outreach. */
import type { CampaignId } from '@lastcall/domain'
import type { EventStore, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { judge } from './invariants'
import type { MalformedLine, NetworkAgreement, NetworkTerms, RecordRead } from './network'
import { agreeWithNetwork, readNetworkRecord } from './network'
import type { Evidence } from './replay'
import { readEvidence } from './replay'
import type { OutreachSummary } from './report'
import { summaryOf } from './report'
import type { Verdict } from './verdict'

export type AuditFailure =
  Unavailable | MalformedLine | { readonly is: 'unknown campaign'; readonly campaign: CampaignId }

export interface AuditOptions {
  /** `record`: the network's own record, JSON lines, taken while the campaign was at rest. */
  readonly network?: NetworkTerms & { readonly record: string }
}

/** Plain data: goes through JSON unchanged. */
export interface AuditResult {
  readonly campaign: CampaignId
  readonly deleted: boolean
  readonly events: number
  /** Events passed over because their type is unknown to this version, and how often each. */
  readonly skipped: Readonly<Record<string, number>>
  readonly verdicts: readonly Verdict[]
  readonly network: (Omit<NetworkAgreement, 'verdict'> & { readonly tornLine: number | null }) | null
  readonly outreaches: readonly OutreachSummary[]
  /** Over all verdicts. Anything but 0: do not dial. */
  readonly violations: number
}

const networkOf = (
  evidence: Evidence,
  { network }: AuditOptions,
): Either<MalformedLine, (NetworkAgreement & Pick<RecordRead, 'tornLine'>) | null> => {
  if (network === undefined) return right(null)
  const read = readNetworkRecord(network.record)
  if (read._tag === 'Left') return read
  const { records, tornLine } = read.right
  return right({ ...agreeWithNetwork(evidence, records, network), tornLine })
}

/** The result for evidence that was replayed already, from wherever it came. */
export const auditEvidence = (
  evidence: Evidence,
  options: AuditOptions = {},
): Either<MalformedLine, AuditResult> => {
  const network = networkOf(evidence, options)
  if (network._tag === 'Left') return network
  const { verdict, ...told } = network.right ?? { verdict: null }
  const verdicts = [...judge(evidence), ...(verdict === null ? [] : [verdict])]
  return right({
    campaign: evidence.campaign,
    deleted: evidence.deleted !== null,
    events: evidence.events,
    skipped: Object.fromEntries(evidence.unknown),
    verdicts,
    network: network.right === null ? null : (told as Omit<typeof network.right, 'verdict'>),
    outreaches: [...evidence.outreaches.values()].map((of) => summaryOf(evidence, of)),
    violations: verdicts.reduce((sum, { violations }) => sum + violations.length, 0),
  })
}

/** Reads and judges one campaign. A violation is in the result, not a failure; a failure means nothing was judged. */
export const auditCampaign =
  (store: EventStore) =>
  (campaign: CampaignId, options: AuditOptions = {}): TaskEither<AuditFailure, AuditResult> =>
  async () => {
    const read = await readEvidence(store)(campaign)()
    if (read._tag === 'Left') return read
    return read.right.events === 0
      ? left({ is: 'unknown campaign', campaign })
      : auditEvidence(read.right, options)
  }
