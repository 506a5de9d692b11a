/** What can happen to a worker, and what it wants done. */
import type { CarrierEvent, Found, Health, HangUp, Originated } from '@lastcall/carrier'
import type { AttemptId, OutreachId } from '@lastcall/domain'
import type {
  AppendFailure,
  EventId,
  Expected,
  Lane,
  NewEvent,
  Recorded,
  Revision,
  Unavailable,
} from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { Option } from 'fp-ts/lib/Option'
import type { Contact } from './state'

/** Tails of the streams, each read to its head: facts first, the campaign's own stream last. */
export interface Tail {
  readonly calls: readonly (readonly [OutreachId, readonly Recorded[]])[]
  readonly campaign: readonly Recorded[]
}

export type DialerInput =
  | { readonly is: 'time passed' }
  /** Somebody heard of news in the campaign's stream. */
  | { readonly is: 'woken' }
  | { readonly is: 'tail'; readonly answer: Either<Unavailable, Tail> }
  | { readonly is: 'looked'; readonly answer: Either<Unavailable, Option<Recorded>> }
  | { readonly is: 'appended'; readonly id: EventId; readonly answer: Either<AppendFailure, Revision> }
  | {
      readonly is: 'facts appended'
      readonly outreach: OutreachId
      readonly answer: Either<AppendFailure, Revision>
    }
  | {
      readonly is: 'contacts'
      readonly outreach: OutreachId
      readonly chunk: number
      readonly answer: Either<string, readonly Contact[]>
    }
  | { readonly is: 'originated'; readonly attempt: AttemptId; readonly answer: Originated }
  | { readonly is: 'carrier event'; readonly event: CarrierEvent }
  | { readonly is: 'found'; readonly attempt: AttemptId; readonly found: Found }
  | {
      readonly is: 'hung up'
      readonly attempt: AttemptId
      readonly answer: 'asked' | 'unknown call' | 'unreachable'
    }
  /** `hasRoom` false: the disk of the log is nearly full. Where nobody knows, there is room. */
  | { readonly is: 'health'; readonly health: Health; readonly hasRoom?: boolean }
  | { readonly is: 'shutdown' }
  /** Something outside that forbids dialing: a failed audit, no disk space. */
  | { readonly is: 'halt'; readonly why: string }

export type DialerEffect =
  | {
      readonly is: 'append'
      readonly id: EventId
      readonly expected: Expected
      readonly event: NewEvent
      readonly lane: Lane
    }
  | { readonly is: 'append facts'; readonly outreach: OutreachId; readonly events: readonly NewEvent[] }
  | {
      readonly is: 'read tail'
      readonly calls: readonly (readonly [OutreachId, Revision])[]
      readonly campaign: Revision
    }
  | { readonly is: 'look' }
  | { readonly is: 'open contacts'; readonly outreach: OutreachId; readonly chunk: number }
  | {
      readonly is: 'originate'
      readonly attempt: AttemptId
      readonly outreach: OutreachId
      readonly recipient: number
    }
  | { readonly is: 'find'; readonly attempt: AttemptId }
  | { readonly is: 'hang up'; readonly attempt: AttemptId; readonly how: HangUp }
  /** For people: something that an operator should read. Never personal. */
  | { readonly is: 'say'; readonly level: 'info' | 'warn' | 'error'; readonly what: string }
