/** A campaign as its history tells it: settings, outreaches with their phase, and who dials. */
import type { ActorId, IncarnationId, OutreachId } from '../ids'
import type { LiveCalls, Sealed, Timestamp } from '../values'
import type { Hours, Pacing, Retry } from './settings'

export interface Settings {
  readonly callerId: string
  readonly messageSha256: string
  readonly hours: Hours
  readonly retry: Retry
  readonly pacing: Pacing
  readonly sealedName: Sealed
  readonly createdAt: Timestamp
}

/** The help page's four tabs; an outreach is in exactly one. */
export type Phase = 'scheduled' | 'in progress' | 'completed' | 'stopped'
export const phases: readonly Phase[] = ['scheduled', 'in progress', 'completed', 'stopped']

export interface Stop {
  readonly at: Timestamp
  readonly actor: ActorId
  readonly liveCalls: LiveCalls
  /** Null when the whole campaign was deleted. */
  readonly sealedReason: Sealed | null
  readonly quiesced: boolean
  /** Attempts that were still open when it quiesced; their outcomes follow as facts. */
  readonly openWhenQuiesced: number
}

export interface Outreach {
  readonly phase: Phase
  readonly startAt: Timestamp
  readonly recipients: number
  readonly ciphertextSha256: string
  readonly sealedFileName: Sealed
  readonly stop: Stop | null
}

/** The latest claim. `yielded`: its holder gave it back and follows its own calls for `drainMs` more. */
export interface Claim {
  readonly worker: string
  readonly incarnation: IncarnationId
  readonly carrier: string
  readonly silentForMs: number
  readonly yielded: { readonly drainMs: number } | null
}

export interface Campaign {
  readonly settings: Settings | null
  readonly deleted: { readonly at: Timestamp; readonly actor: ActorId; readonly liveCalls: LiveCalls } | null
  readonly outreaches: ReadonlyMap<OutreachId, Outreach>
  readonly claim: Claim | null
  /** Wall time of the newest lifecycle event. */
  readonly lastAt: Timestamp | null
  /** An event that the protocol forbids, such as an authorization after a stop. Whoever dials must not go on. */
  readonly violation: string | null
}

export const unborn: Campaign = {
  settings: null,
  deleted: null,
  outreaches: new Map(),
  claim: null,
  lastAt: null,
  violation: null,
}

export const hasEnded = (outreach: Outreach): boolean =>
  outreach.phase === 'completed' || outreach.phase === 'stopped'

/** A stop, or the deletion of the campaign, that is waiting for `OutreachQuiesced`. */
export const awaitsQuiet = (outreach: Outreach): boolean => outreach.stop !== null && !outreach.stop.quiesced
