/** A node of the search: everything that the real machines, the log, the network and the observer hold at a moment. */
import type { dialer, Now } from '@lastcall/dialer-worker'
import type { AttemptId, Campaign, CampaignId, IncarnationId, OutreachId } from '@lastcall/domain'
import type { AppendFailure, EventId, Expected, NewEvent, Revision, StreamName } from '@lastcall/eventlog'
import { callsStream, campaignStream } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import type { Observer } from '../observe/observer'
import type { Plan } from '../plan/plan'
import { hex } from '../seed/draw'
import type { Dialer, DialerInputOf } from '../world/machine'
import type { StoreModel } from '../world/store'
import { startWallMs } from '../world/world'
import type { Budget, Instance } from './instance'

/** One tick in milliseconds: longer than every small pause of the machines, so that each of these is over by the next. */
export const tickMs = 1_000

export interface SmallLife {
  readonly is: 'worker'
  readonly worker: number
  /** Unique: the worker, and how many lives it had before. */
  readonly number: number
  readonly incarnation: IncarnationId
  readonly env: dialer.Env
  readonly driftPpm: number
  readonly alive: boolean
  readonly frozen: boolean
  /** It is frozen and its monotonic clock stands still; and for how many ticks it did. */
  readonly asleep: boolean
  readonly sleptTicks: number
  readonly dialer: Dialer | null
  readonly carrierHealthy: boolean
  /** Its timer is due; the feed has news for it. */
  readonly tickDue: boolean
  readonly newsDue: boolean
}

export type SmallMessage =
  | {
      readonly is: 'append'
      readonly from: number
      readonly id: EventId
      readonly expected: Expected
      readonly event: NewEvent
      readonly held: boolean
    }
  | { readonly is: 'facts'; readonly from: number; readonly events: readonly NewEvent[] }
  | {
      readonly is: 'answer'
      readonly from: number
      readonly id: EventId
      readonly answer: Either<AppendFailure, Revision>
    }
  | { readonly is: 'read'; readonly from: number; readonly calls: number; readonly campaign: number }
  /** The gate will be asked when the connection is there. */
  | { readonly is: 'write'; readonly from: number; readonly attempt: AttemptId; readonly held: boolean }
  | {
      readonly is: 'originate'
      readonly from: number
      readonly attempt: AttemptId
      readonly leftAt: number
      readonly held: boolean
    }
  | { readonly is: 'find'; readonly from: number; readonly attempt: AttemptId }
  | {
      readonly is: 'hang up'
      readonly from: number
      readonly attempt: AttemptId
      readonly how: 'if-ringing' | 'always'
    }
  /** Waits for a frozen process. */
  | { readonly is: 'input'; readonly from: number; readonly input: DialerInputOf }

export interface SmallCall {
  readonly attempt: AttemptId
  readonly standing: 'up' | 'ended' | 'never'
  readonly since: number
  /** Lives that hear of it, by number. */
  readonly lines: readonly number[]
}

/** Replaced, never changed, except by the one edge that makes it. The names are those that the observer knows. */
export interface Small {
  readonly instance: Instance
  readonly plan: Plan
  readonly campaign: CampaignId
  readonly stream: StreamName
  readonly outreaches: readonly OutreachId[]
  readonly key: 'destroyed'
  processes: SmallLife[]
  store: StoreModel
  observer: Observer
  /** The observer is this node's own: it may be told something. */
  learns: boolean
  state: Campaign
  messages: SmallMessage[]
  calls: ReadonlyMap<AttemptId, SmallCall>
  left: Budget
  tick: number
  /** Microseconds of true time, as the observer counts it. */
  now: number
  ids: number
}

export const campaign = hex(0xca) as CampaignId
export const outreach = hex(0x500) as OutreachId
export const own = campaignStream(campaign)
export const facts = callsStream(outreach)

export const clocksOf = (tick: number, life: SmallLife): Now => {
  const local = tickMs * (1 + life.driftPpm / 1_000_000)
  return { mono: (tick - life.sleptTicks) * local, wall: startWallMs + tick * local }
}

export const lifeOf = (small: Small, number: number): SmallLife | null =>
  small.processes.find((life) => life.number === number && life.alive) ?? null

export const setLife = (small: Small, life: SmallLife): void => {
  small.processes = small.processes.with(life.worker, life)
}
