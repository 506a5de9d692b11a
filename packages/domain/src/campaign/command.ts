/** What can be asked of a campaign. Every command names who asks. */
import type { ActorId, AttemptId, IncarnationId, OutreachId } from '../ids'
import type { LiveCalls, Sealed, Timestamp } from '../values'
import type { AuthorizedCall, ClaimReason, YieldReason } from './event'
import type { Settings } from './state'

export type Role = 'administrator' | 'operator'

/** Given to the domain, which refuses by role (R2); adapters only say who it is. */
export interface Actor {
  readonly id: ActorId
  readonly roles: readonly Role[]
}

interface ByPerson {
  readonly actor: Actor
  readonly at: Timestamp
}

interface ByWorker {
  readonly incarnation: IncarnationId
  readonly at: Timestamp
}

export interface CreateCampaign extends ByPerson {
  readonly type: 'CreateCampaign'
  readonly settings: Omit<Settings, 'createdAt'>
}

export interface ScheduleOutreach extends ByPerson {
  readonly type: 'ScheduleOutreach'
  readonly outreach: OutreachId
  readonly startAt: Timestamp
  readonly recipients: number
  readonly ciphertextSha256: string
  readonly sealedFileName: Sealed
}

export interface StopOutreach extends ByPerson {
  readonly type: 'StopOutreach'
  readonly outreach: OutreachId
  readonly liveCalls: LiveCalls
  readonly sealedReason: Sealed
}

/** `retainUntil`: what the operator's duty to keep records makes of the campaign's last event; null: no duty to keep. */
export interface DeleteCampaign extends ByPerson {
  readonly type: 'DeleteCampaign'
  readonly liveCalls: LiveCalls
  readonly retainUntil: Timestamp | null
}

export interface ClaimDialing extends ByWorker {
  readonly type: 'ClaimDialing'
  readonly worker: string
  readonly carrier: string
  readonly because: ClaimReason
  readonly silentForMs: number
}

export interface YieldDialing extends ByWorker {
  readonly type: 'YieldDialing'
  readonly because: YieldReason
  readonly drainMs: number
}

export interface StartOutreach extends ByWorker {
  readonly type: 'StartOutreach'
  readonly outreach: OutreachId
}

export interface CompleteOutreach extends ByWorker {
  readonly type: 'CompleteOutreach'
  readonly outreach: OutreachId
  readonly callsSeen: number | null
}

export interface AuthorizeCalls extends ByWorker {
  readonly type: 'AuthorizeCalls'
  readonly outreach: OutreachId
  readonly permitMs: number
  readonly callsSeen: readonly (readonly [OutreachId, number | null])[]
  readonly suppressionSeen: number | null
  readonly calls: readonly AuthorizedCall[]
}

export interface QuiesceOutreach {
  readonly type: 'QuiesceOutreach'
  readonly at: Timestamp
  readonly by: { readonly incarnation: IncarnationId } | { readonly actor: ActorId }
  readonly outreach: OutreachId
  readonly stop: number
  readonly callsSeen: number | null
  readonly waitedMs: number
  readonly last: AttemptId | null
  readonly open: readonly AttemptId[]
}

export type CampaignCommand =
  | CreateCampaign
  | ScheduleOutreach
  | StopOutreach
  | DeleteCampaign
  | ClaimDialing
  | YieldDialing
  | StartOutreach
  | CompleteOutreach
  | AuthorizeCalls
  | QuiesceOutreach
