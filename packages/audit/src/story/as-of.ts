/** A campaign as it stood at a time, a position or a revision: the log is read up to there and no further. */
import type { AttemptId, CampaignId, Claim, OutreachId, Phase, RecipientClass } from '@lastcall/domain'
import { callsPrefix, campaignStream, suppressionStream } from '@lastcall/domain'
import type { EventStore, Recorded, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { evidenceInOrder } from '../export'
import type { Attempt, Evidence, OutreachEvidence } from '../replay'
import { attemptsOf, closing, noEvidence, seeCampaign, seeFact, seeSuppression } from '../replay'
import { countsOf } from '../report'

/** `us`: commit time; `position`: a token of this store; `revision`: of the campaign's own stream. All included. */
export type Moment =
  | { readonly is: 'time'; readonly us: number }
  | { readonly is: 'position'; readonly position: string }
  | { readonly is: 'revision'; readonly revision: number }

export interface OpenThen {
  readonly attempt: AttemptId
  readonly recipient: number
  readonly n: number
  readonly stage: Extract<RecipientClass, 'authorized' | 'handed over' | 'ringing' | 'connected'>
}

export interface OutreachThen {
  readonly outreach: OutreachId
  readonly phase: Phase | null
  readonly quiesced: boolean
  readonly recipients: number
  readonly authorizations: number
  readonly placed: number
  readonly counts: Readonly<Record<RecipientClass, number>>
  readonly open: readonly OpenThen[]
}

/** Plain data. */
export interface CampaignThen {
  readonly campaign: CampaignId
  /** The newest event that counts; null: there was none yet. */
  readonly last: {
    readonly stream: string
    readonly revision: number
    readonly position: string
    readonly recordedAt: string
  } | null
  readonly events: number
  readonly skipped: number
  readonly exists: boolean
  readonly deleted: boolean
  readonly claim: Claim | null
  readonly outreaches: readonly OutreachThen[]
}

const isBehind = (own: string, { stream, revision, position, recordedUs }: Recorded, at: Moment): boolean => {
  if (at.is === 'time') return recordedUs > at.us
  return at.is === 'position' ? position > at.position : stream === own && revision > at.revision
}

/** In the order of the log an authorization stands before its facts, so one pass is enough. */
const see = (evidence: Evidence, event: Recorded, own: string): void => {
  if (event.stream === own) seeCampaign(evidence, event)
  else if (event.stream === suppressionStream) seeSuppression(evidence, event)
  else seeFact(evidence, event.stream.slice(callsPrefix.length) as OutreachId, event)
}

const stageOf = ({ placed, rang, answered }: Attempt): OpenThen['stage'] => {
  if (answered !== null) return 'connected'
  if (rang !== null) return 'ringing'
  return placed === null ? 'authorized' : 'handed over'
}

const outreachThen = (evidence: Evidence, of: OutreachEvidence): OutreachThen => {
  const known = evidence.record.state.outreaches.get(of.outreach)
  const open: OpenThen[] = []
  for (const each of attemptsOf(of))
    if (closing(each) === null)
      open.push({ attempt: each.attempt, recipient: each.recipient, n: each.n, stage: stageOf(each) })
  return {
    outreach: of.outreach,
    phase: known?.phase ?? null,
    quiesced: known?.stop?.quiesced ?? false,
    recipients: of.recipients.size,
    authorizations: of.authorizations,
    placed: of.placed.size,
    counts: countsOf(of),
    open: open.sort((one, other) => one.recipient - other.recipient),
  }
}

const told = (evidence: Evidence, last: Recorded | null): CampaignThen => {
  const { state } = evidence.record
  return {
    campaign: evidence.campaign,
    last:
      last === null
        ? null
        : {
            stream: last.stream,
            revision: last.revision,
            position: last.position,
            recordedAt: new Date(last.recordedUs / 1_000).toISOString(),
          },
    events: evidence.events,
    skipped: [...evidence.unknown.values()].reduce((sum, n) => sum + n, evidence.malformed.length),
    exists: state.settings !== null && evidence.deleted === null,
    deleted: evidence.deleted !== null,
    claim: state.claim,
    outreaches: [...evidence.outreaches.values()].map((of) => outreachThen(evidence, of)),
  }
}

/** By time: up to the first event that was committed later. */
export const campaignAsOf =
  (store: EventStore) =>
  (campaign: CampaignId, at: Moment): TaskEither<Unavailable, CampaignThen> =>
  async (): Promise<Either<Unavailable, CampaignThen>> => {
    const evidence = noEvidence(campaign)
    const own = campaignStream(campaign)
    let last: Recorded | null = null
    for await (const next of evidenceInOrder(store, campaign)) {
      if (next._tag === 'Left') return left(next.left)
      if (isBehind(own, next.right, at)) break
      see(evidence, next.right, own)
      if (next.right.stream !== suppressionStream) last = next.right
    }
    return right(told(evidence, last))
  }
