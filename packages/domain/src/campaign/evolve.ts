/** What each event makes of a campaign. Total: events that can have no effect leave the state as it is. */
import type { OutreachId } from '../ids'
import type { CampaignEvent } from './event'
import type { Campaign, Outreach, Settings, Stop } from './state'
import { hasEnded } from './state'

const withOutreach = (campaign: Campaign, id: OutreachId, outreach: Outreach): Campaign => ({
  ...campaign,
  outreaches: new Map(campaign.outreaches).set(id, outreach),
})

/** Changes an outreach if it is there and has not ended; a stop behind an end has no effect (law 1). */
const live = (campaign: Campaign, id: OutreachId, change: (outreach: Outreach) => Outreach): Campaign => {
  const outreach = campaign.outreaches.get(id)
  return outreach === undefined || hasEnded(outreach) || campaign.deleted !== null
    ? campaign
    : withOutreach(campaign, id, change(outreach))
}

const stopped = (outreach: Outreach, stop: Omit<Stop, 'quiesced' | 'openWhenQuiesced'>): Outreach => ({
  ...outreach,
  phase: 'stopped',
  stop: { ...stop, quiesced: false, openWhenQuiesced: 0 },
})

type Of<Type extends CampaignEvent['type']> = Extract<CampaignEvent, { type: Type }>

const settingsOf = ({
  callerId,
  messageSha256,
  hours,
  retry,
  pacing,
  sealed,
  at,
}: Of<'CampaignCreated'>): Settings => ({
  callerId,
  messageSha256,
  hours,
  retry,
  pacing,
  sealedName: sealed.name,
  createdAt: at,
})

const stopOf = ({
  at,
  actor,
  liveCalls,
  sealed,
}: Of<'OutreachStopped'>): Omit<Stop, 'quiesced' | 'openWhenQuiesced'> => ({
  at,
  actor,
  liveCalls,
  sealedReason: sealed.reason,
})

/** The first one counts. */
const quiesced = (campaign: Campaign, id: OutreachId, open: number): Campaign => {
  const outreach = campaign.outreaches.get(id)
  if (outreach === undefined || outreach.stop === null || outreach.stop.quiesced) return campaign
  const stop = { ...outreach.stop, quiesced: true, openWhenQuiesced: open }
  return withOutreach(campaign, id, { ...outreach, stop })
}

const deleted = (campaign: Campaign, event: Of<'CampaignDeleted'>): Campaign => {
  if (campaign.settings === null || campaign.deleted !== null) return campaign
  const { at, actor, liveCalls } = event
  const outreaches = new Map<OutreachId, Outreach>()
  for (const [id, outreach] of campaign.outreaches) {
    outreaches.set(
      id,
      hasEnded(outreach) ? outreach : stopped(outreach, { at, actor, liveCalls, sealedReason: null }),
    )
  }
  return { ...campaign, deleted: { at, actor, liveCalls }, outreaches }
}

/** G1 as a fold sees it: the store's conditional append makes this impossible; a worker that sees it stops. */
const authorized = (campaign: Campaign, event: Of<'CallsAuthorized'>): Campaign => {
  const phase = campaign.outreaches.get(event.outreach)?.phase
  if (phase === 'in progress' && campaign.deleted === null) return campaign
  return campaign.violation === null
    ? { ...campaign, violation: `G1: CallsAuthorized for an outreach that is ${phase ?? 'unknown'}` }
    : campaign
}

const apply = (campaign: Campaign, event: Exclude<CampaignEvent, { type: 'CallsAuthorized' }>): Campaign => {
  switch (event.type) {
    case 'CampaignCreated':
      if (campaign.settings !== null) return campaign
      return { ...campaign, settings: settingsOf(event) }
    case 'OutreachScheduled': {
      if (campaign.deleted !== null || campaign.outreaches.has(event.outreach)) return campaign
      const { startAt, recipients, ciphertextSha256, sealed } = event
      const fresh = { startAt, recipients, ciphertextSha256, sealedFileName: sealed.fileName }
      return withOutreach(campaign, event.outreach, { ...fresh, phase: 'scheduled', stop: null })
    }
    case 'OutreachStarted':
      return live(campaign, event.outreach, (outreach) => ({ ...outreach, phase: 'in progress' }))
    case 'OutreachCompleted':
      return live(campaign, event.outreach, (outreach) => ({ ...outreach, phase: 'completed' }))
    case 'OutreachStopped':
      return live(campaign, event.outreach, (outreach) => stopped(outreach, stopOf(event)))
    case 'OutreachQuiesced':
      return quiesced(campaign, event.outreach, event.open.length)
    case 'DialingClaimed': {
      const { worker, incarnation, carrier, silentForMs } = event
      return { ...campaign, claim: { worker, incarnation, carrier, silentForMs, yielded: null } }
    }
    case 'DialingYielded':
      return campaign.claim?.incarnation === event.incarnation
        ? { ...campaign, claim: { ...campaign.claim, yielded: { drainMs: event.drainMs } } }
        : campaign
    case 'CampaignDeleted':
      return deleted(campaign, event)
  }
}

export const evolve = (campaign: Campaign, event: CampaignEvent): Campaign => {
  if (event.type === 'CallsAuthorized') return authorized(campaign, event)
  const next = apply(campaign, event)
  return next === campaign ? campaign : { ...next, lastAt: event.at }
}
