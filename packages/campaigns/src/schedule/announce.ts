/** The one event that makes recipients an outreach: asked about beforehand, and appended at the exact revision. */
import type { Campaign, OutreachId, ScheduleOutreach } from '@lastcall/domain'
import { campaignCodec, campaignDecider, campaignStream, timestamp } from '@lastcall/domain'
import type { Held, Revision } from '@lastcall/eventlog'
import { transact } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { Failure } from '../failure'
import { ofTransaction } from '../log/failures'
import { holdCampaign } from '../log/held'
import { nothingSealed } from '../log/sealing'
import type { ScheduleCommand } from './command'

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'snapshots' | 'clock' | 'newId' | 'wait'>

export type Prepared = Pick<ScheduleOutreach, 'recipients' | 'ciphertextSha256' | 'sealedFileName'>

const commandOf = (
  { clock }: Pick<Deps, 'clock'>,
  from: ScheduleCommand,
  outreach: OutreachId,
  prepared: Prepared,
): ScheduleOutreach => ({
  type: 'ScheduleOutreach',
  actor: from.actor,
  at: timestamp(clock()),
  outreach,
  startAt: timestamp(from.startAtMs),
  ...prepared,
})

const sample = { recipients: 1, ciphertextSha256: '', sealedFileName: nothingSealed }

/** Whether it would be refused whatever the file holds: asked before the file is read. */
export const refusalOf = (
  deps: Pick<Deps, 'clock'>,
  from: ScheduleCommand,
  { state }: Held<Campaign>,
): Failure | null => {
  const decision = campaignDecider.decide(commandOf(deps, from, '' as OutreachId, sample), state)
  return decision._tag === 'Left' ? decision.left : null
}

const onceMore = 5
const waitMs = 200

/** While the campaign dials, every batch of calls is a conflict: many short tries. */
const conflicts = 50

const append = async (
  deps: Deps,
  from: ScheduleCommand,
  outreach: OutreachId,
  prepared: Prepared,
): Promise<Either<Failure, Revision>> => {
  // Held anew: the import may have taken minutes, and a conflict for each event in between would be too many.
  const held = await holdCampaign(deps, from.campaign)
  if (held._tag === 'Left') return held
  const command = commandOf(deps, from, outreach, prepared)
  const tx = { decider: campaignDecider, codec: campaignCodec, newId: () => newEventId(deps), command }
  const stream = campaignStream(from.campaign)
  const done = await transact(deps.store, { attempts: conflicts, first: 'decide' })(stream, held.right, tx)()
  return done._tag === 'Left' ? left(ofTransaction(done.left)) : right(done.right.held.at as Revision)
}

/** A store that is away for a moment does not throw a whole import away. */
export const announce = async (
  deps: Deps,
  from: ScheduleCommand,
  outreach: OutreachId,
  prepared: Prepared,
): Promise<Either<Failure, Revision>> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await append(deps, from, outreach, prepared)
    if (answer._tag === 'Right' || answer.left.is !== 'store unavailable' || tries > onceMore) return answer
    await deps.wait(waitMs * tries)
  }
}
