/** What an event store must bring along to be judged. */
import type { EventFeed, EventId, EventStore, Revision, StreamName } from '@lastcall/eventlog'
import type { Reasoned } from '../because'

/** One handle: what one process has open. */
export interface OpenStore {
  readonly store: EventStore
  readonly feed: EventFeed
}

/** One place where a log is kept, such as a file or a server. */
export interface EventStorePlace {
  /**
   * Another handle on the same place, ready for use: each is a process of its own as far as the store can tell. Rejects
   * where the place cannot be opened. The suite closes it; a case may have closed it already, which is harmless.
   */
  readonly open: () => Promise<OpenStore>
  /** Removes the place; every handle is closed before. */
  readonly remove: () => Promise<void>
}

/**
 * Work for a process of its own: `appends` events of type `Noted`, one append each, every one at the exact revision
 * that `last` told. The data are `{ by, k }`, k = 0, 1, 2, …; after a conflict it looks again and takes a new id;
 * after any other failure it repeats the same append.
 */
export interface WriterJob {
  readonly stream: StreamName
  readonly by: string
  readonly appends: number
}

/** What was acknowledged, in the order of the acknowledgements. */
export type WriterReport = readonly { readonly id: EventId; readonly revision: Revision }[]

/** @typeParam P what the harness itself knows of a place, such as its path */
export interface EventStoreHarness<P extends EventStorePlace = EventStorePlace> {
  /** A fresh, empty place. */
  readonly place: () => Promise<P>
  /**
   * Whether the store has the last look, `newer`: an answer within one synchronous turn. Where it says no, the cases
   * about `newer` are skipped; a permit's own end then bounds what a stop is late by.
   */
  readonly offersNewer: boolean
  /** Does the job in a process of its own. Where it is missing, the cases with several processes are skipped. */
  readonly writeFromProcess?: (place: P, job: WriterJob) => Promise<WriterReport>
  /**
   * Begins the job in a process of its own and kills that (`SIGKILL`) in the middle. Resolves when the process is gone,
   * with what it said to be acknowledged: at least one append, and it says each before it begins the next. Where it is
   * missing, the case with a killed process is skipped.
   */
  readonly killWhileWriting?: (place: P, job: WriterJob) => Promise<WriterReport>
  /** How often a stop is raced against workers, 1 to 1,000; the title of the case tells it. Default 1,000. */
  readonly rounds?: number
  /** How long an answer, or a feed's next item, may take before it counts as never coming, milliseconds. Default 8,000. */
  readonly patienceMs?: number
}

export type Need = 'newer' | 'processes' | 'kills'

export interface EventStoreCase extends Reasoned {
  readonly name: string
  readonly needs?: Need
  /** Goes as many rounds as the harness says, and its title tells how many. */
  readonly inRounds?: true
  /** Rejects when the store breaks the promise that `name` says. */
  readonly check: (place: PlaceUnderTest) => Promise<void>
}

export interface PlaceUnderTest {
  readonly open: () => Promise<OpenStore>
  readonly writeFromProcess: (job: WriterJob) => Promise<WriterReport>
  readonly killWhileWriting: (job: WriterJob) => Promise<WriterReport>
  readonly rounds: number
  readonly patienceMs: number
  /** Aborted when the case is over, so that no follower outlives it. */
  readonly over: AbortSignal
}
