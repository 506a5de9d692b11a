/** Stops outreaches: one append that never loses a race, then a look at what it did. State is never replayed for it. */
import type { Actor, CampaignId, LiveCalls, OutreachId, StopOutreach } from '@lastcall/domain'
import { campaignDecider, hasEnded, timestamp } from '@lastcall/domain'
import type { EventId } from '@lastcall/eventlog'
import type { CampaignRecord, Lists } from '@lastcall/history'
import { campaignWith } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { Failure } from '../failure'
import { readLists } from '../log/lists'
import type { Stopped } from './read-back'
import { effectOf, recordBehind } from './read-back'
import { sealReason } from './reason'
import type { Patience } from './revoke'
import { persist, revoke } from './revoke'

interface HowToStop extends Patience {
  readonly actor: Actor
  readonly liveCalls: LiveCalls
  readonly reason: string
}

export interface StopCommand extends HowToStop {
  readonly outreach: OutreachId
}

export interface StopAllCommand extends HowToStop {
  readonly campaign: CampaignId
}

/** What became of each; one that completed in the race is a refusal of its own. */
export type StoppedAll = readonly (readonly [OutreachId, Either<Failure, Stopped>])[]

type Deps = Omit<CampaignsDeps, 'retainRecordsForMs'>

/** The rules' own answer, on the lists: refused, nothing to do, or one event for each outreach. */
const decideEach = (
  { clock }: Pick<Deps, 'clock'>,
  how: HowToStop,
  sealedReason: StopOutreach['sealedReason'],
  record: CampaignRecord,
  outreaches: readonly OutreachId[],
) =>
  outreaches.map((outreach) => {
    const { actor, liveCalls } = how
    const at = timestamp(clock())
    const command: StopOutreach = { type: 'StopOutreach', actor, at, outreach, liveCalls, sealedReason }
    return [outreach, campaignDecider.decide(command, record.state)] as const
  })

type Ids = ReadonlyMap<OutreachId, EventId>
type Decided = ReturnType<typeof decideEach>

/** The record behind our stops; nothing to stop is no append. */
const commit = async (
  deps: Deps,
  how: HowToStop,
  campaign: CampaignId,
  record: CampaignRecord,
  decided: Decided,
  ids: Ids,
): Promise<Either<Failure, CampaignRecord>> => {
  const [first, ...rest] = decided.flatMap(([outreach, decision]) =>
    decision._tag === 'Left'
      ? []
      : decision.right.map((event) => [ids.get(outreach) as EventId, event] as const),
  )
  if (first === undefined) return right(record)
  const revoked = await revoke(deps, how, campaign, [first, ...rest])
  if (revoked._tag === 'Left') return revoked
  return persist(deps, how, true, () => recordBehind(deps, campaign, [...ids.keys()]))
}

const stopThese = async (
  deps: Deps,
  how: HowToStop,
  campaign: CampaignId,
  record: CampaignRecord,
  outreaches: readonly OutreachId[],
): Promise<Either<Failure, StoppedAll>> => {
  const decided = decideEach(deps, how, await sealReason(deps, campaign, how.reason), record, outreaches)
  const ids: Ids = new Map(outreaches.map((outreach) => [outreach, newEventId(deps)]))
  const behind = await commit(deps, how, campaign, record, decided, ids)
  if (behind._tag === 'Left') return behind
  const answers: [OutreachId, Either<Failure, Stopped>][] = []
  for (const [outreach, decision] of decided) {
    const ask = () => effectOf(deps, campaign, behind.right, outreach, ids.get(outreach) as EventId)
    const answer =
      decision._tag === 'Left' ? decision : await persist(deps, how, decision.right.length > 0, ask)
    answers.push([outreach, answer])
  }
  return right(answers)
}

const lists = (deps: Deps, how: HowToStop): Promise<Either<Failure, Lists>> =>
  persist<Lists, Failure>(deps, how, false, () => readLists(deps))

/** R12: again on a stopped outreach is a success that writes nothing; on a completed one a refusal. */
export const stop =
  (deps: Deps) =>
  (command: StopCommand): TaskEither<Failure, Stopped> =>
  async () => {
    // Asked before anything else, so that nobody without the role learns what there is.
    if (!command.actor.roles.includes('administrator')) return left({ is: 'not an administrator' })
    const found = await lists(deps, command)
    if (found._tag === 'Left') return found
    const campaign = campaignWith(found.right, command.outreach)
    const record = campaign === null ? undefined : found.right.get(campaign)
    if (campaign === null || record === undefined) return left({ is: 'unknown outreach' })
    const answers = await stopThese(deps, command, campaign, record, [command.outreach])
    if (answers._tag === 'Left') return answers
    return answers.right[0]?.[1] ?? left({ is: 'unknown outreach' })
  }

/** Every outreach of the campaign that has not ended, in one append. */
export const stopAll =
  (deps: Deps) =>
  (command: StopAllCommand): TaskEither<Failure, StoppedAll> =>
  async () => {
    if (!command.actor.roles.includes('administrator')) return left({ is: 'not an administrator' })
    const found = await lists(deps, command)
    if (found._tag === 'Left') return found
    const record = found.right.get(command.campaign)
    if (record?.state.settings == null) return left({ is: 'unknown campaign' })
    if (record.state.deleted !== null) return left({ is: 'campaign deleted' })
    const live = [...record.state.outreaches].filter(([, outreach]) => !hasEnded(outreach)).map(([id]) => id)
    return stopThese(deps, command, command.campaign, record, live)
  }
