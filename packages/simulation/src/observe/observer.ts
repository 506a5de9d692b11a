/** An omniscient observer: it knows the log, the wire and true time, and compares them after every step. */
import type { NetworkRecord } from '@lastcall/carrier'
import type { AttemptId, OutreachId } from '@lastcall/domain'
import type { EventId } from '@lastcall/eventlog'

export interface Grant {
  readonly attempt: AttemptId
  readonly outreach: OutreachId
  readonly recipient: number
  readonly n: number
  readonly incarnation: string
  readonly permitMs: number
  /** True time, microseconds: when its append left its worker, which is when its permit began; and when it stood. */
  readonly sentAt: number
  readonly stoodAt: number
}

export type Closing = 'ended' | 'own-gate' | 'carrier-absent' | 'unresolved'

export interface Broken {
  readonly promise: string
  readonly says: string
}

export interface Observer {
  broken: Broken | null
  readonly grants: Map<AttemptId, Grant>
  /** The highest n of each recipient of each outreach. */
  readonly numbers: Map<string, number>
  /** The newest authorization of each recipient that has no outcome. */
  readonly open: Map<string, Grant>
  readonly closed: Map<AttemptId, Closing>
  /** The facts of each outreach in their order: of which attempt, and whether they close it. */
  readonly facts: Map<OutreachId, { readonly attempt: AttemptId; readonly closes: boolean }[]>
  /** Attempts of which any fact stands, and those whose CallPlaced does. */
  readonly placed: Map<AttemptId, OutreachId>
  /** True time at which each append of an authorization left. */
  readonly sent: Map<EventId, number>
  /** True time and revision of the stop or deletion that ended each outreach. */
  readonly stopped: Map<OutreachId, { readonly us: number; readonly at: number }>
  /** Until when, in true time, and by which lives the calls of an incarnation that yielded are left alone. */
  readonly drains: Map<string, { readonly until: number; readonly by: ReadonlySet<string> }>
  /** Stops and deletions that were asked for, and by which process. */
  readonly revocations: Map<EventId, number>
  readonly quiet: Map<OutreachId, number>
  /** Completed by the log. */
  readonly completed: Set<OutreachId>
  /** True time at which each attempt left its gate. */
  readonly left: Map<AttemptId, number>
  /** What the network took; and those of them that live. */
  readonly taken: Set<AttemptId>
  readonly ringing: Map<AttemptId, Grant>
  readonly records: NetworkRecord[]
  /** Claims by others than the claimant before, and when the last one was. */
  takeovers: number
  lastTakeoverAt: number
  readonly claimsOnTheWay: Set<EventId>
  /** True time at which the newest event of the campaign's stream stood. */
  spokenAt: number
  /**
   * Of each life, on its own clock: since when nothing is owed, as far as it has read, and the latest such stretch that
   * was long.
   */
  readonly idle: Map<
    string,
    { readonly from: number | null; readonly long: readonly [number, number] | null }
  >
  readonly counts: Map<string, number>
}

export const nothingSeen = (): Observer => ({
  broken: null,
  grants: new Map(),
  numbers: new Map(),
  open: new Map(),
  closed: new Map(),
  facts: new Map(),
  placed: new Map(),
  sent: new Map(),
  stopped: new Map(),
  drains: new Map(),
  revocations: new Map(),
  quiet: new Map(),
  completed: new Set(),
  left: new Map(),
  taken: new Set(),
  ringing: new Map(),
  records: [],
  takeovers: 0,
  lastTakeoverAt: 0,
  claimsOnTheWay: new Set(),
  spokenAt: 0,
  idle: new Map(),
  counts: new Map(),
})

/** The first broken promise counts. */
export const demand = (observer: Observer, holds: boolean, promise: string, says: () => string): void => {
  if (!holds) observer.broken ??= { promise, says: says() }
}

export const recipientKey = (outreach: OutreachId, recipient: number): string => `${outreach}/${recipient}`

/** Two clocks differ by less than 1 %: what lasts so long on one of them lasts so long in true time at most. */
export const driftFactor = 1.01
