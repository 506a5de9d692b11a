/** One short function for each command: refuse, or say what happened. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { IncarnationId, OutreachId } from '../ids'
import type * as Command from './command'
import type { CampaignEvent } from './event'
import * as Event from './event'
import type { CampaignRefusal } from './refusal'
import type { Campaign, Outreach, Phase } from './state'
import { awaitsQuiet } from './state'
import { settingsProblem } from './bounds'

export type Decision = Either<CampaignRefusal, readonly CampaignEvent[]>

const refuse = (refusal: CampaignRefusal): Decision => left(refusal)
const happened = (event: CampaignEvent): Decision => right([event])
const nothingNew: Decision = right([])

/** Fields of a command that its event does not have. */
const without = <C extends { readonly type: string }>({ type: _, ...fields }: C): Omit<C, 'type'> => fields

const isAdministrator = (actor: Command.Actor): boolean => actor.roles.includes('administrator')
const isOperator = (actor: Command.Actor): boolean =>
  isAdministrator(actor) || actor.roles.includes('operator')

const existing = (campaign: Campaign, decide: () => Decision): Decision => {
  if (campaign.settings === null) return refuse({ is: 'unknown campaign' })
  return campaign.deleted === null ? decide() : refuse({ is: 'campaign deleted' })
}

/** Every phase has its answer; a phase without one does not compile. */
const byPhase = (
  campaign: Campaign,
  id: OutreachId,
  answer: Record<Phase, (outreach: Outreach) => Decision>,
): Decision =>
  existing(campaign, () => {
    const outreach = campaign.outreaches.get(id)
    return outreach === undefined ? refuse({ is: 'unknown outreach' }) : answer[outreach.phase](outreach)
  })

/** Only the latest claimant appends grants. Its appends would conflict anyway; this says why. */
const claimant = (campaign: Campaign, incarnation: IncarnationId, decide: () => Decision): Decision =>
  campaign.claim?.incarnation === incarnation && campaign.claim.yielded === null
    ? decide()
    : refuse({ is: 'another claimant' })

const create = (command: Command.CreateCampaign, campaign: Campaign): Decision => {
  if (!isOperator(command.actor)) return refuse({ is: 'not an operator' })
  if (campaign.settings !== null) return refuse({ is: 'campaign exists' })
  const what = settingsProblem(command.settings)
  if (what !== null) return refuse({ is: 'settings out of range', what })
  const { sealedName, ...settings } = command.settings
  return happened(
    Event.CampaignCreated({
      ...settings,
      at: command.at,
      actor: command.actor.id,
      sealed: { name: sealedName },
    }),
  )
}

const schedule = (command: Command.ScheduleOutreach, campaign: Campaign): Decision =>
  existing(campaign, () => {
    if (!isOperator(command.actor)) return refuse({ is: 'not an operator' })
    if (campaign.outreaches.has(command.outreach)) return refuse({ is: 'outreach exists' })
    if (command.recipients === 0) return refuse({ is: 'no recipients' })
    const { actor, sealedFileName, ...fields } = without(command)
    return happened(
      Event.OutreachScheduled({ ...fields, actor: actor.id, sealed: { fileName: sealedFileName } }),
    )
  })

const stop = (command: Command.StopOutreach, campaign: Campaign): Decision => {
  if (!isAdministrator(command.actor)) return refuse({ is: 'not an administrator' })
  const { actor, sealedReason, ...fields } = without(command)
  const stopIt = (): Decision =>
    happened(Event.OutreachStopped({ ...fields, actor: actor.id, sealed: { reason: sealedReason } }))
  return byPhase(campaign, command.outreach, {
    scheduled: stopIt,
    'in progress': stopIt,
    completed: () => refuse({ is: 'outreach completed' }),
    stopped: () => nothingNew,
  })
}

const remove = (command: Command.DeleteCampaign, campaign: Campaign): Decision => {
  if (!isAdministrator(command.actor)) return refuse({ is: 'not an administrator' })
  return existing(campaign, () => {
    const { at, actor, liveCalls, retainUntil } = command
    if (retainUntil !== null && at < retainUntil)
      return refuse({ is: 'records retained', until: retainUntil })
    return happened(Event.CampaignDeleted({ at, actor: actor.id, liveCalls }))
  })
}

/** A deleted campaign is claimed too: its calls must be followed to their end and its deletion finished. */
const claim = (command: Command.ClaimDialing, campaign: Campaign): Decision =>
  campaign.settings === null
    ? refuse({ is: 'unknown campaign' })
    : happened(Event.DialingClaimed(without(command)))

const yieldDialing = (command: Command.YieldDialing, campaign: Campaign): Decision =>
  claimant(campaign, command.incarnation, () => happened(Event.DialingYielded(without(command))))

const start = (command: Command.StartOutreach, campaign: Campaign): Decision =>
  claimant(campaign, command.incarnation, () =>
    byPhase(campaign, command.outreach, {
      scheduled: () => happened(Event.OutreachStarted(without(command))),
      'in progress': () => nothingNew,
      completed: () => refuse({ is: 'outreach completed' }),
      stopped: () => refuse({ is: 'outreach stopped' }),
    }),
  )

const complete = (command: Command.CompleteOutreach, campaign: Campaign): Decision =>
  claimant(campaign, command.incarnation, () =>
    byPhase(campaign, command.outreach, {
      scheduled: () => refuse({ is: 'outreach not in progress' }),
      'in progress': () => happened(Event.OutreachCompleted(without(command))),
      completed: () => nothingNew,
      stopped: () => refuse({ is: 'outreach stopped' }),
    }),
  )

const authorize = (command: Command.AuthorizeCalls, campaign: Campaign): Decision =>
  claimant(campaign, command.incarnation, () =>
    byPhase(campaign, command.outreach, {
      scheduled: () => refuse({ is: 'outreach not in progress' }),
      'in progress': () => {
        if (command.calls.length === 0) return nothingNew
        const callsSeen = command.callsSeen.map(([id, at]): [OutreachId, number | null] => [id, at])
        return happened(Event.CallsAuthorized({ ...without(command), callsSeen, calls: [...command.calls] }))
      },
      completed: () => refuse({ is: 'outreach completed' }),
      stopped: () => refuse({ is: 'outreach stopped' }),
    }),
  )

/** Any process that has waited may say it, for a deleted campaign too; the first one counts. */
const quiesce = (command: Command.QuiesceOutreach, campaign: Campaign): Decision => {
  const outreach = campaign.outreaches.get(command.outreach)
  if (outreach === undefined) return refuse({ is: 'unknown outreach' })
  if (outreach.stop === null) return refuse({ is: 'not stopped' })
  return awaitsQuiet(outreach)
    ? happened(Event.OutreachQuiesced({ ...without(command), open: [...command.open] }))
    : nothingNew
}

export const decide = (command: Command.CampaignCommand, campaign: Campaign): Decision => {
  switch (command.type) {
    case 'CreateCampaign':
      return create(command, campaign)
    case 'ScheduleOutreach':
      return schedule(command, campaign)
    case 'StopOutreach':
      return stop(command, campaign)
    case 'DeleteCampaign':
      return remove(command, campaign)
    case 'ClaimDialing':
      return claim(command, campaign)
    case 'YieldDialing':
      return yieldDialing(command, campaign)
    case 'StartOutreach':
      return start(command, campaign)
    case 'CompleteOutreach':
      return complete(command, campaign)
    case 'AuthorizeCalls':
      return authorize(command, campaign)
    case 'QuiesceOutreach':
      return quiesce(command, campaign)
  }
}
