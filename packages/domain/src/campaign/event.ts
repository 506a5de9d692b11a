/** Everything that grants or revokes, in the stream `campaign-<id>`: the fence is in the stream it fences. */
import type { EventOf } from '@lastcall/eventlog'
import { event, family } from '@lastcall/eventlog'
import * as t from 'io-ts'
import { ActorId, AttemptId, IncarnationId, OutreachId } from '../ids'
import { LiveCalls, N, OffsetMinutes, Sealed, Sha256, Timestamp, Whole } from '../values'
import { Hours, Pacing, Retry } from './settings'

/** How far a stream was read; null: it had no event yet. */
const Seen = t.union([Whole, t.null])

export const CampaignCreated = event('CampaignCreated', {
  at: Timestamp,
  actor: ActorId,
  callerId: t.string,
  messageSha256: Sha256,
  hours: Hours,
  retry: Retry,
  pacing: Pacing,
  sealed: t.type({ name: Sealed }),
})

export const OutreachScheduled = event('OutreachScheduled', {
  at: Timestamp,
  outreach: OutreachId,
  startAt: Timestamp,
  recipients: Whole,
  ciphertextSha256: Sha256,
  actor: ActorId,
  sealed: t.type({ fileName: Sealed }),
})

export const OutreachStarted = event('OutreachStarted', {
  at: Timestamp,
  outreach: OutreachId,
  incarnation: IncarnationId,
})

export const OutreachCompleted = event('OutreachCompleted', {
  at: Timestamp,
  outreach: OutreachId,
  incarnation: IncarnationId,
  callsSeen: Seen,
})

export const ClaimReason = t.union([
  t.literal('nobody dials'),
  t.literal('silence'),
  t.literal('predecessor yielded'),
  t.literal('same worker restarted'),
  t.literal('still here'),
])
export type ClaimReason = t.TypeOf<typeof ClaimReason>

/** `silentForMs`: the claimant's word that it is never silent for longer while it owes something. */
export const DialingClaimed = event('DialingClaimed', {
  at: Timestamp,
  worker: t.string,
  incarnation: IncarnationId,
  carrier: t.string,
  because: ClaimReason,
  silentForMs: Whole,
})

export const YieldReason = t.union([
  t.literal('shutdown'),
  t.literal('carrier unhealthy'),
  t.literal('keys unreadable'),
])
export type YieldReason = t.TypeOf<typeof YieldReason>

/** `drainMs`: how long the yielding worker still follows its own calls. */
export const DialingYielded = event('DialingYielded', {
  at: Timestamp,
  incarnation: IncarnationId,
  because: YieldReason,
  drainMs: Whole,
})

/** (recipient, n, attempt, offset from UTC in minutes at the recipient's) */
export const AuthorizedCall = t.tuple([Whole, N, AttemptId, OffsetMinutes])
export type AuthorizedCall = t.TypeOf<typeof AuthorizedCall>

/** The permission to dial, for a small batch. `permitMs`: no originate later than this after its append began. */
export const CallsAuthorized = event('CallsAuthorized', {
  at: Timestamp,
  outreach: OutreachId,
  incarnation: IncarnationId,
  permitMs: Whole,
  callsSeen: t.array(t.tuple([OutreachId, Seen])),
  suppressionSeen: Seen,
  calls: t.array(AuthorizedCall),
})

export const OutreachStopped = event('OutreachStopped', {
  at: Timestamp,
  outreach: OutreachId,
  actor: ActorId,
  liveCalls: LiveCalls,
  sealed: t.type({ reason: Sealed }),
})

/**
 * Stopped, and nothing more can leave. `stop`: revision of the stop or deletion; `open`: every attempt without a
 * terminal fact; `last`: the last call placed, as far as `callsSeen` tells.
 */
export const OutreachQuiesced = event('OutreachQuiesced', {
  at: Timestamp,
  outreach: OutreachId,
  stop: Whole,
  callsSeen: Seen,
  by: t.union([t.type({ incarnation: IncarnationId }), t.type({ actor: ActorId })]),
  waitedMs: Whole,
  last: t.union([AttemptId, t.null]),
  open: t.array(AttemptId),
})

export const CampaignDeleted = event('CampaignDeleted', {
  at: Timestamp,
  actor: ActorId,
  liveCalls: LiveCalls,
})

const members = [
  CampaignCreated,
  OutreachScheduled,
  OutreachStarted,
  OutreachCompleted,
  DialingClaimed,
  DialingYielded,
  CallsAuthorized,
  OutreachStopped,
  OutreachQuiesced,
  CampaignDeleted,
] as const

export const campaignCodec = family<(typeof members)[number]>(members)
export type CampaignEvent = EventOf<(typeof members)[number]>

/** The events that move an outreach from tab to tab or wake a worker: never authorizations, never facts. */
export const lifecycleTypes: readonly string[] = campaignCodec.types.filter(
  (type) => type !== CallsAuthorized.type,
)
