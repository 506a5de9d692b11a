/** The story of one call, or of one recipient: every event that speaks of it, in the order of the log. */
import type { AttemptId, CallFact, CampaignEvent, CampaignId, OutreachId } from '@lastcall/domain'
import { callsCodec, callsStream, campaignCodec, campaignStream } from '@lastcall/domain'
import type { EventStore, Recorded, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { evidenceInOrder } from '../export'
import { factSays, lifecycleSays, whoOf } from './says'

export type Told =
  { readonly attempt: AttemptId } | { readonly outreach: OutreachId; readonly recipient: number }

export interface StoryEvent {
  readonly stream: string
  readonly revision: number
  /** Commit time. */
  readonly recordedAt: string
  readonly type: string
  /** An actor or an incarnation of a worker, by id. */
  readonly who: string | null
  readonly says: string
}

/** Plain data. */
export interface Story {
  readonly campaign: CampaignId
  readonly outreach: OutreachId
  readonly recipient: number
  /** Null: the story of the recipient, with all calls. */
  readonly attempt: AttemptId | null
  readonly events: readonly StoryEvent[]
  /** Events of the campaign that could not be read; they may have belonged here. */
  readonly skipped: number
}

interface About {
  readonly outreach: OutreachId
  readonly recipient: number
  readonly attempt: AttemptId | null
}

type Authorized = Extract<CampaignEvent, { type: 'CallsAuthorized' }>

const entry = ({ stream, revision, recordedUs, type }: Recorded, who: string | null, says: string) => ({
  stream,
  revision,
  recordedAt: new Date(recordedUs / 1_000).toISOString(),
  type,
  who,
  says,
})

const grantSays = ({ calls, permitMs }: Authorized, about: About): string | null => {
  const call = calls.find(
    ([recipient, , id]) => recipient === about.recipient && (about.attempt === null || id === about.attempt),
  )
  return call === undefined ? null : `call ${call[1]} authorized as ${call[2]}, for ${permitMs} ms`
}

const ofCampaign = (recorded: Recorded, event: CampaignEvent, about: About): StoryEvent | null => {
  if ('outreach' in event && event.outreach !== about.outreach) return null
  const says = event.type === 'CallsAuthorized' ? grantSays(event, about) : lifecycleSays(event)
  return says === null ? null : entry(recorded, whoOf(event), says)
}

const isFactOf = (event: CampaignEvent | CallFact): event is CallFact => 'recipient' in event

const ofFact = (recorded: Recorded, fact: CallFact, about: About): StoryEvent | null => {
  const concerns = fact.recipient === about.recipient && (about.attempt ?? fact.attempt) === fact.attempt
  return concerns ? entry(recorded, whoOf(fact), `call ${fact.n} ${factSays(fact)}`) : null
}

/** Whom an attempt calls; null: this event does not say. */
const aboutOf = (recorded: Recorded, attempt: AttemptId): About | null => {
  const decoded = campaignCodec.decode(recorded)
  if (decoded._tag === 'Left' || decoded.right.type !== 'CallsAuthorized') return null
  const call = decoded.right.calls.find(([, , id]) => id === attempt)
  return call === undefined ? null : { outreach: decoded.right.outreach, recipient: call[0], attempt }
}

const find = async (
  store: EventStore,
  campaign: CampaignId,
  attempt: AttemptId,
): Promise<Either<Unavailable, About | null>> => {
  for await (const next of evidenceInOrder(store, campaign)) {
    if (next._tag === 'Left') return next
    const about = aboutOf(next.right, attempt)
    if (about !== null) return right(about)
  }
  return right(null)
}

const tell = async (
  store: EventStore,
  campaign: CampaignId,
  about: About,
): Promise<Either<Unavailable, Story | null>> => {
  const events: StoryEvent[] = []
  let [skipped, isListed] = [0, false]
  for await (const next of evidenceInOrder(store, campaign)) {
    if (next._tag === 'Left') return next
    const recorded = next.right
    const isFact = recorded.stream === callsStream(about.outreach)
    if (!isFact && recorded.stream !== campaignStream(campaign)) continue
    const decoded = (isFact ? callsCodec : campaignCodec).decode(recorded)
    if (decoded._tag === 'Left') {
      skipped += 1
      continue
    }
    const event = decoded.right
    const told = isFactOf(event) ? ofFact(recorded, event, about) : ofCampaign(recorded, event, about)
    if (told !== null) events.push(told)
    if (event.type === 'OutreachScheduled' && event.outreach === about.outreach)
      isListed = about.recipient < event.recipients
  }
  return right(isListed ? { campaign, ...about, events, skipped } : null)
}

/** Null: the campaign knows of no such call or recipient. */
export const storyOf =
  (store: EventStore) =>
  (campaign: CampaignId, told: Told): TaskEither<Unavailable, Story | null> =>
  async () => {
    if (!('attempt' in told)) return tell(store, campaign, { ...told, attempt: null })
    const about = await find(store, campaign, told.attempt)
    if (about._tag === 'Left') return about
    return about.right === null ? right(null) : tell(store, campaign, about.right)
  }
