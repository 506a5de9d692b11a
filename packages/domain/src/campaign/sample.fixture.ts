/** One campaign with two outreaches and the people around it, for examples. */
import type { ActorId, AttemptId, CampaignId, IncarnationId, OutreachId } from '../ids'
import type { Sealed } from '../values'
import { timestamp } from '../values'
import type * as Command from './command'
import * as Event from './event'

const hex = (n: number): string => n.toString(16).padStart(32, '0')

export const campaign = hex(0xca) as CampaignId
export const spring = hex(0x51) as OutreachId
export const autumn = hex(0xa7) as OutreachId
export const life = hex(0x11fe) as IncarnationId
export const otherLife = hex(0x22fe) as IncarnationId
export const attempt = (k: number): AttemptId => hex(k) as AttemptId
export const sealed = (text: string): Sealed => text as Sealed

export const noon = Date.parse('2026-03-02T12:00:00.000Z')
export const at = timestamp(noon)
const sha256 = 'ab'.repeat(32)

export const administrator: Command.Actor = { id: hex(1) as ActorId, roles: ['administrator'] }
export const operator: Command.Actor = { id: hex(2) as ActorId, roles: ['operator'] }
export const visitor: Command.Actor = { id: hex(3) as ActorId, roles: [] }

const settings = {
  callerId: '+15550100',
  messageSha256: sha256,
  hours: { opensMin: 540, closesMin: 1260 },
  retry: { maxAttempts: 3, afterMs: { busy: 60_000 } },
  pacing: { callsPerSecond: 5, channels: 10 },
}

export const create: Command.CreateCampaign = {
  type: 'CreateCampaign',
  at,
  actor: operator,
  settings: { ...settings, sealedName: sealed('name') },
}
export const created = Event.CampaignCreated({
  ...settings,
  at,
  actor: operator.id,
  sealed: { name: sealed('name') },
})

export const schedule = (outreach: OutreachId, fileName = 'file'): Command.ScheduleOutreach => ({
  type: 'ScheduleOutreach',
  at,
  actor: operator,
  outreach,
  startAt: at,
  recipients: 3,
  ciphertextSha256: sha256,
  sealedFileName: sealed(fileName),
})
export const scheduled = (outreach: OutreachId, fileName = 'file') =>
  Event.OutreachScheduled({
    at,
    actor: operator.id,
    outreach,
    startAt: at,
    recipients: 3,
    ciphertextSha256: sha256,
    sealed: { fileName: sealed(fileName) },
  })

export const claim = (incarnation = life): Command.ClaimDialing => ({
  type: 'ClaimDialing',
  at,
  incarnation,
  worker: 'one',
  carrier: 'sim',
  because: 'nobody dials',
  silentForMs: 5_000,
})
export const claimed = (incarnation = life) =>
  Event.DialingClaimed({
    at,
    incarnation,
    worker: 'one',
    carrier: 'sim',
    because: 'nobody dials',
    silentForMs: 5_000,
  })

export const start = (outreach: OutreachId, incarnation = life): Command.StartOutreach => ({
  type: 'StartOutreach',
  at,
  outreach,
  incarnation,
})
export const started = (outreach: OutreachId, incarnation = life) =>
  Event.OutreachStarted({ at, outreach, incarnation })
export const complete = (outreach: OutreachId, incarnation = life): Command.CompleteOutreach => ({
  type: 'CompleteOutreach',
  at,
  outreach,
  incarnation,
  callsSeen: null,
})
export const completed = (outreach: OutreachId, incarnation = life) =>
  Event.OutreachCompleted({ at, outreach, incarnation, callsSeen: null })

const grant = (outreach: OutreachId, incarnation: IncarnationId, n: number) => ({
  at,
  outreach,
  incarnation,
  permitMs: 1_000,
  callsSeen: [[outreach, null] as [OutreachId, null]],
  suppressionSeen: null,
  calls: [[0, n, attempt(n), 60] as Event.AuthorizedCall],
})
export const authorize = (outreach: OutreachId, incarnation = life, n = 1): Command.AuthorizeCalls => ({
  type: 'AuthorizeCalls',
  ...grant(outreach, incarnation, n),
})
export const authorized = (outreach: OutreachId, incarnation = life, n = 1) =>
  Event.CallsAuthorized(grant(outreach, incarnation, n))

export const stop = (outreach: OutreachId, actor = administrator): Command.StopOutreach => ({
  type: 'StopOutreach',
  at,
  actor,
  outreach,
  liveCalls: 'drain',
  sealedReason: sealed('wrong message'),
})
export const stopped = (outreach: OutreachId, actor = administrator) =>
  Event.OutreachStopped({
    at,
    actor: actor.id,
    outreach,
    liveCalls: 'drain',
    sealed: { reason: sealed('wrong message') },
  })

export const remove = (actor = administrator): Command.DeleteCampaign => ({
  type: 'DeleteCampaign',
  at,
  actor,
  liveCalls: 'cancelRinging',
  retainUntil: null,
})
export const deleted = (actor = administrator) =>
  Event.CampaignDeleted({ at, actor: actor.id, liveCalls: 'cancelRinging' })

const quiet = (outreach: OutreachId) => ({
  at,
  outreach,
  stop: 4,
  callsSeen: null,
  by: { incarnation: life },
  waitedMs: 0,
  last: null,
  open: [],
})
export const quiesce = (outreach: OutreachId): Command.QuiesceOutreach => ({
  type: 'QuiesceOutreach',
  ...quiet(outreach),
})
export const quiesced = (outreach: OutreachId) => Event.OutreachQuiesced(quiet(outreach))
