/** `lastcall stop`: one outreach, or all of a campaign. The commit counts; everything shown before it never delays it. */
import type { Failure, Patience, Stopped } from '@lastcall/campaigns'
import type { Actor, CampaignId, LiveCalls, OutreachId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { actorFor } from '../actor'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer } from '../outcome'
import { notYetOn } from '../terminal/not-yet'
import { campaignId, outreachId } from '../wiring/ids'
import type { Opened } from '../wiring/open'
import { withOpened } from '../wiring/open'
import { liveCallsOf } from '../commands/live-calls'
import { timingOf } from '../wiring/timing'
import { depsOf, failed } from '../wiring/use-cases'
import type { Target } from './confirm'
import { confirmEnding, waitingOn } from './confirm'

export interface StopFlags {
  readonly all: boolean
  readonly reason: string
  readonly liveCalls: string
  readonly yes: boolean
  readonly wait: boolean
  readonly killHolder: boolean
}

const question = { asks: 'Stop for good? There is no restart.' }

const targetOf = (id: string, all: boolean): Either<Trouble, Target> => {
  const parsed = all ? campaignId(id) : outreachId(id)
  if (parsed._tag === 'Left') return parsed
  return right(all ? { campaign: parsed.right as CampaignId } : { outreach: parsed.right as OutreachId })
}

interface Told extends Partial<Stopped> {
  readonly outreach: OutreachId
  readonly refused: Failure['is'] | null
  /** Null: not waited for, or not known yet. */
  readonly quietAfterMs: number | null
  readonly open: number | null
}

type Quiet = Pick<Told, 'quietAfterMs' | 'open'>
const notKnown: Quiet = { quietAfterMs: null, open: null }

/** Null when the store was lost meanwhile: the stop is in the log, only its quiet cannot be waited for. */
const campaignOf = async ({ feed, snapshots }: Opened, target: Target): Promise<CampaignId | null> => {
  if ('campaign' in target) return target.campaign
  const [{ readLists }, { campaignWith }] = await Promise.all([
    import('@lastcall/campaigns'),
    import('@lastcall/history'),
  ])
  const lists = await readLists({ feed, snapshots })
  return lists._tag === 'Left' ? null : campaignWith(lists.right, target.outreach)
}

/** After the stop the claimant says when nothing can leave any more; when it does not, this process does. */
const quietOf = async (
  opened: Opened,
  actor: Actor,
  campaign: CampaignId,
  outreach: OutreachId,
): Promise<Quiet> => {
  const { awaitQuiet } = await import('@lastcall/campaigns')
  const { silentForMs, takeoverMs } = timingOf(opened.installation.config)
  const patienceMs = silentForMs + takeoverMs
  const quiet = await awaitQuiet(depsOf(opened))({ campaign, outreach, actor: actor.id, patienceMs })()
  return quiet._tag === 'Left'
    ? { quietAfterMs: null, open: quiet.left.is === 'not quiet yet' ? quiet.left.open : null }
    : { quietAfterMs: Math.round(quiet.right.waitedMs), open: quiet.right.open }
}

/** `campaign` null: the quiet is not waited for. */
const toldOf = async (
  opened: Opened,
  actor: Actor,
  campaign: CampaignId | null,
  outreach: OutreachId,
  became: Either<Failure, Stopped>,
): Promise<Told> => {
  if (became._tag === 'Left') return { outreach, refused: became.left.is, ...notKnown }
  const quiet = campaign === null ? notKnown : await quietOf(opened, actor, campaign, outreach)
  return { outreach, ...became.right, refused: null, ...quiet }
}

const toldText = ({ outreach, was, at, revision, refused, quietAfterMs, open }: Told): string => {
  if (refused !== null) return `outreach ${outreach}: ${refused}`
  const how = was === 'stopped now' ? 'stopped' : 'was stopped already'
  const quiet =
    quietAfterMs === null
      ? ''
      : `\n  nothing can leave any more; ${open ?? 0} calls on their way are followed to their end`
  return `outreach ${outreach} ${how} at ${at} (campaign revision ${revision})${quiet}`
}

const run = async (
  opened: Opened,
  target: Target,
  how: Patience & { readonly actor: Actor; readonly liveCalls: LiveCalls; readonly reason: string },
): Promise<Either<Failure, readonly (readonly [OutreachId, Either<Failure, Stopped>])[]>> => {
  const { stop, stopAll } = await import('@lastcall/campaigns')
  if ('campaign' in target) return stopAll(depsOf(opened))({ ...how, campaign: target.campaign })()
  const one = await stop(depsOf(opened))({ ...how, outreach: target.outreach })()
  return one._tag === 'Left' ? one : right([[target.outreach, one]])
}

export const stopIt = (context: Context, id: string, flags: StopFlags): Promise<Outcome> => {
  const notYet = notYetOn(context.terminal, 'stop')
  return withOpened(
    context,
    async (opened) => {
      const target = targetOf(id, flags.all)
      if (target._tag === 'Left') return target
      const actor = actorFor(opened.installation.config, context.as)
      if (actor._tag === 'Left') return actor
      const yes = await confirmEnding(context.terminal, opened, target.right, flags.yes, question)
      if (yes._tag === 'Left') return yes
      const liveCalls = liveCallsOf(flags.liveCalls)
      const how = { actor: actor.right, liveCalls, reason: flags.reason }
      const became = await run(opened, target.right, { ...how, onWait: waitingOn(notYet) })
      if (became._tag === 'Left') return failed(became.left, id)
      const stopsSome = became.right.some(([, each]) => each._tag === 'Right')
      const campaign = flags.wait && stopsSome ? await campaignOf(opened, target.right) : null
      const told = await Promise.all(
        became.right.map(([outreach, each]) => toldOf(opened, actor.right, campaign, outreach, each)),
      )
      const text =
        told.length === 0 ? 'nothing to stop: every outreach has ended' : told.map(toldText).join('\n')
      return answer({ outreaches: told }, text)
    },
    { notYet, killHolder: flags.killHolder },
  )
}
