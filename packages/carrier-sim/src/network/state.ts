/** What the network knows: its calls, what is due, what it promised, and faint traces of what it forgot. */
import type { CallEnd, CallStanding, OriginateRequest } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import type { Fifo } from '../collections/fifo'
import { emptyFifo } from '../collections/fifo'
import type { Heap } from '../collections/heap'
import { emptyHeap } from '../collections/heap'
import type { IdMap } from '../collections/id-map'
import { emptyIdMap } from '../collections/id-map'
import type { Traces } from '../collections/traces'
import { noTraces } from '../collections/traces'
import type { Fate } from '../seeded/fates'
import type { LineId } from './input'

/** How long and how much the network remembers. */
export interface Keep {
  /** Ended calls are found for this long after their end, milliseconds. After that `find` says unknown. */
  readonly endedMs: number
  /** At most so many ended calls; the oldest go first. */
  readonly endedCalls: number
  /** At most so many promises of absence, kept for good; beyond them `find` says unknown and promises nothing. */
  readonly promises: number
}

/** What does not change while a network lives. Times in milliseconds. */
export interface Network {
  readonly fate: (call: OriginateRequest) => Fate
  /** Ring and talk times are divided by it; limits are not. */
  readonly speed: number
  readonly callsPerSecond: number
  readonly concurrentCalls: number
  readonly longestCallMs: number
  readonly keep: Keep
}

export interface Call {
  readonly attempt: AttemptId
  /** Already divided by the speed. */
  readonly fate: Fate
  readonly originatedMs: number
  readonly ringingMs: number | null
  readonly answeredMs: number | null
  readonly standing: CallStanding
  readonly optedOut: 'key' | 'carrier' | null
  /** Who hears of it. */
  readonly lines: readonly LineId[]
}

export interface Due {
  readonly attempt: AttemptId
  readonly turn: 'ring' | 'answer' | 'opt out' | 'end'
}

export interface NetworkState {
  readonly calls: IdMap<Call>
  readonly due: Heap<Due>
  /** Calls that hold a channel. */
  readonly open: number
  readonly ended: Fifo<{ readonly attempt: AttemptId; readonly atMs: number }>
  readonly promised: IdMap<true>
  readonly forgotten: Traces
  /** Originates that may come at once, and when that was reckoned. */
  readonly tokens: { readonly left: number; readonly atMs: number }
}

export const idle: NetworkState = {
  calls: emptyIdMap,
  due: emptyHeap,
  open: 0,
  ended: emptyFifo,
  promised: emptyIdMap,
  forgotten: noTraces,
  tokens: { left: Number.POSITIVE_INFINITY, atMs: 0 },
}

export const hasEnded = (standing: CallStanding): standing is CallEnd => standing.is === 'ended'
