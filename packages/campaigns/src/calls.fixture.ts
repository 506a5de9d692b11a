/** What a worker would have written: authorizations and facts about the calls that came of them. */
import type {
  AttemptId,
  CallFact,
  CampaignEvent,
  CampaignId,
  Ending,
  IncarnationId,
  OutreachId,
} from '@lastcall/domain'
import { callsCodec, callsStream, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import type { CampaignsDeps } from './deps'
import { happen, must, noon, startedEvent } from './world.fixture'

const incarnation = '11fe'.padStart(32, '0') as IncarnationId
const at = timestamp(noon)

export const attemptOf = (recipient: number): AttemptId => `a${recipient}`.padStart(32, '0') as AttemptId

export const permitMs = 1_000

export const authorizedEvent = (outreach: OutreachId, recipients: readonly number[]): CampaignEvent => ({
  ...{ type: 'CallsAuthorized', at, outreach, incarnation, permitMs, callsSeen: [], suppressionSeen: null },
  calls: recipients.map((recipient) => [recipient, 1, attemptOf(recipient), 0]),
})

let told = 0
const tell = async (deps: CampaignsDeps, outreach: OutreachId, fact: CallFact): Promise<void> => {
  told += 1
  const encoded = callsCodec.encode(eventId(`f${told}`), fact)
  must(await deps.store.append(callsStream(outreach), 'anything', [encoded])())
}

const call = (recipient: number) => ({ at, recipient, n: 1, attempt: attemptOf(recipient), incarnation })

export const placed = (deps: CampaignsDeps, outreach: OutreachId, recipient: number): Promise<void> =>
  tell(deps, outreach, { type: 'CallPlaced', ...call(recipient), pass: recipient + 1, permitAgeUs: 5 })

export const rang = (deps: CampaignsDeps, outreach: OutreachId, recipient: number): Promise<void> =>
  tell(deps, outreach, { type: 'CallRinging', ...call(recipient), sinceOriginateMs: 5 })

export const ended = (
  deps: CampaignsDeps,
  outreach: OutreachId,
  recipient: number,
  disposition: Ending,
): Promise<void> =>
  tell(deps, outreach, {
    ...{ type: 'CallEnded', ...call(recipient), disposition, status: '', cause: '', ringMs: 0, talkMs: 0 },
  })

/** Recipients 0 to 4: reached, busy, ringing, authorized only, and never touched (so is everybody behind them). */
export const someCalls = async (
  deps: CampaignsDeps,
  campaign: CampaignId,
  outreach: OutreachId,
): Promise<void> => {
  await happen(deps, campaign, startedEvent(outreach), authorizedEvent(outreach, [0, 1, 2, 3]))
  for (const recipient of [0, 1, 2]) await placed(deps, outreach, recipient)
  await ended(deps, outreach, 0, 'answered')
  await ended(deps, outreach, 1, 'busy')
  await rang(deps, outreach, 2)
}
