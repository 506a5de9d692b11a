/** Everything one worker knows and has under way for one campaign. */
import type { AttemptId, CallFact, CampaignEvent, OutreachId } from '@lastcall/domain'
import type { EventId } from '@lastcall/eventlog'
import type { History } from '@lastcall/history'
import type { Claiming } from '../claim'
import type { Buckets } from './buckets'
import { noBuckets } from './buckets'
import type { Queue } from './queue'
import { attentive } from '../claim'
import type { Gate } from '../gate'
import { closedGate } from '../gate'
import type { Pacing } from '../pacing'
import { noTokens } from '../pacing'
import type { Resolver } from '../resolver'
import { nothingWatched } from '../resolver'
import type { Now } from '../time'

/** The one append to the campaign's stream that may be under way: never pipelined. */
export interface Slot {
  readonly id: EventId
  readonly event: CampaignEvent
  readonly begun: Now
  /** No answer in time, or an uncertain one: the stream is read to find out. */
  readonly unanswered: boolean
  /** A reading that was begun after that is under way; where it does not show the event, the append is given up. */
  readonly asked: boolean
}

/**
 * A call of ours, or one that we follow. `permitted`: granted, not originated yet. `unresolved`: said to be so, and
 * its end is still welcome. `closing`: its last fact is written or on its way; it stays here until the history shows
 * it closed, so that nothing is said twice.
 */
export interface LiveCall {
  readonly attempt: AttemptId
  readonly outreach: OutreachId
  readonly recipient: number
  readonly n: number
  readonly stage: 'permitted' | 'placed' | 'ringing' | 'answered' | 'unresolved' | 'closing'
  /** Monotonic time from which waits for it count. */
  readonly since: number
  /** Monotonic time from which its end may be asked for; Infinity: it was asked for. */
  readonly askToEndAt: number
}

export interface PendingFact {
  readonly id: EventId
  readonly fact: CallFact
}

/** Facts of one outreach on their way into its stream, repeated with the same ids until acknowledged. */
export interface Outbox {
  readonly waiting: Queue<PendingFact>
  readonly sending: readonly PendingFact[]
  /** Monotonic time before which nothing is sent. */
  readonly notBefore: number
}

/** What the machine may know of a recipient: nothing personal, only an offset and a token of the number. */
export interface Contact {
  readonly offsetMinutes: number
  readonly token: string
}

/** What is known of an outreach without opening anything personal. */
export interface Survey {
  /** Nobody can be called before this wall time; Infinity: nobody at all. */
  readonly earliestMs: number
  /** Somebody who could be called when last looked at. */
  readonly witness: number | null
  /** A look through the list that is under way: where it is, how many it saw, the earliest retry among them. */
  readonly at: number
  readonly seen: number
  readonly nextDueMs: number
}

/** Where the next authorization looks for recipients. Times are monotonic. */
export interface Round {
  readonly cursor: number
  /** Recipients passed over since somebody was picked. */
  readonly vain: number
  readonly restUntil: number
}

export interface Dialer {
  readonly history: History
  readonly gate: Gate
  readonly claiming: Claiming
  readonly resolver: Resolver
  readonly pacing: Pacing
  readonly slot: Slot | null
  readonly tail: {
    readonly wanted: boolean
    readonly reading: boolean
    readonly notBefore: number
    /** Monotonic times at which the latest reading began, and the latest one that was answered. */
    readonly begunAt: number
    readonly knownAt: number
  }
  readonly look: { readonly next: number; readonly looking: boolean }
  readonly outboxes: ReadonlyMap<OutreachId, Outbox>
  readonly calls: Buckets<AttemptId, LiveCall>
  /** By `chunkKey`; null while asked for. */
  readonly contacts: ReadonlyMap<string, readonly Contact[] | null>
  readonly surveys: ReadonlyMap<OutreachId, Survey>
  readonly rounds: ReadonlyMap<OutreachId, Round>
  /** Tokens of the numbers of open attempts, kept while they are open: their chunks may have gone. */
  readonly tokens: ReadonlyMap<AttemptId, string>
  /** Monotonic time at which each stop was seen. */
  readonly stopsSeen: ReadonlyMap<OutreachId, number>
  readonly carrier: { readonly healthy: boolean; readonly since: number }
  /** For more than stops and what is still to be said: without it nothing is authorized, nor claimed to be called. */
  readonly hasRoom: boolean
  /** `notBefore`: after a failure, the monotonic time before which nothing is opened again. */
  readonly keys: { readonly readable: boolean | null; readonly since: number; readonly notBefore: number }
  readonly shutdownAt: number | null
  /** Why this worker must not dial the campaign any more (fail closed); null: it may. */
  readonly halted: string | null
  /** Monotonic time before which no append to the campaign's stream is tried again. */
  readonly appendNotBefore: number
  readonly turn: number
  /** Monotonic time of the next look at what only time makes due among the calls. */
  readonly sweepAt: number
}

export const dialerOf = (history: History, now: Now): Dialer => ({
  history,
  gate: closedGate,
  claiming: attentive,
  resolver: nothingWatched,
  pacing: noTokens(now.mono),
  slot: null,
  tail: { wanted: false, reading: false, notBefore: 0, begunAt: -Infinity, knownAt: -Infinity },
  look: { next: now.mono, looking: false },
  outboxes: new Map(),
  calls: noBuckets(),
  contacts: new Map(),
  surveys: new Map(),
  rounds: new Map(),
  tokens: new Map(),
  stopsSeen: new Map(),
  carrier: { healthy: false, since: now.mono },
  hasRoom: true,
  keys: { readable: null, since: now.mono, notBefore: 0 },
  shutdownAt: null,
  halted: null,
  appendNotBefore: 0,
  turn: 0,
  sweepAt: now.mono,
})
