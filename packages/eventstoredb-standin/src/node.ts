/** What the calls of one server share. */
import type { Metadata } from '@grpc/grpc-js'
import type { CallKind, Fault, Faults } from './faults'
import type { Log } from './log/record'

export interface Node {
  readonly log: Log
  readonly faults: Faults
  readonly options: Required<StandinOptions>
  /** Breaks every connection. The port goes on listening. */
  readonly cut: () => void
  /** Events that went out to subscriptions. */
  sent: number
  /** Ends of subscriptions and batch calls that are under way. */
  readonly open: Set<(how: 'ok' | 'dropped') => void>
}

export interface StandinOptions {
  /** Bytes that one append may have. Default 1 MiB, as servers 23 and 24. */
  readonly appendLimit?: number
  /** Drops a live subscription for which more events wait, as 23.10 does. Default: never, as 24 and later. */
  readonly dropAfter?: number
  readonly version?: string
  /** A follower answers `not-leader` to whoever requires the leader. Default: leader, of one node. */
  readonly role?: 'leader' | 'follower'
  /** Where the leader is, for a follower. */
  readonly leaderPort?: number
  /** The wall clock, milliseconds since 1970 UTC. */
  readonly nowMs?: () => number
}

const requiresLeader = (metadata: Metadata): boolean => metadata.get('requires-leader').includes('true')

/** The fault that is switched on, or what a follower says to everybody who wants the leader. */
export const faultOf = ({ faults, options }: Node, kind: CallKind, metadata: Metadata): Fault | null => {
  const fault = faults.next(kind)
  if (fault !== null || options.role === 'leader' || !requiresLeader(metadata)) return fault
  return { is: 'not leader', leader: { host: '127.0.0.1', port: options.leaderPort } }
}
