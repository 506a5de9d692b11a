/** Processes of the world: lives of workers, and people's commands. Each has clocks of its own. */
import type { FirstSeen } from '@lastcall/campaigns'
import type {
  CampaignCommand,
  CampaignEvent,
  CampaignRefusal,
  IncarnationId,
  Campaign,
  OutreachId,
} from '@lastcall/domain'
import type { EventId, transaction, Transaction, following } from '@lastcall/eventlog'
import type { Env } from '@lastcall/dialer-worker'
import type { CampaignRecord, History } from '@lastcall/history'
import type { Dialer } from './machine'
import type { Delivery } from './message'

interface Clocks {
  readonly driftPpm: number
  /** Microseconds by which its wall clock is wrong. */
  skewUs: number
  /** Microseconds during which its monotonic clock stood still. */
  asleepUs: number
}

interface Running {
  readonly number: number
  readonly clocks: Clocks
  alive: boolean
  frozen: boolean
  inbox: Delivery[]
}

export interface Life extends Running {
  readonly is: 'worker'
  readonly worker: number
  readonly incarnation: IncarnationId
  readonly env: Env
  /** Null while it reads its history. */
  dialer: Dialer | null
  feed: following.Follow<CampaignRecord>
  /** How many events of the stream it has passed. */
  feedSeen: number
  /** Microseconds until which nothing comes through the feed, and by how much it is late. */
  feedSilentUntil: number
  feedLateUs: number
  /** Microseconds until which its carrier is unhealthy, its keys are unreadable, and its looks show the past. */
  carrierDownUntil: number
  keysUnreadableUntil: number
  carrierHealthy: boolean
  leaving: boolean
}

type Tx = Transaction<CampaignCommand, Campaign, CampaignEvent, CampaignRefusal>

/** What a person's command is at. */
export type Task =
  | {
      readonly is: 'revoking'
      readonly id: EventId
      readonly event: CampaignEvent
      readonly outreach: OutreachId | null
      readonly tries: number
    }
  | { readonly is: 'waiting for quiet'; readonly outreach: OutreachId; readonly began: number }
  | {
      readonly is: 'transacting'
      readonly tx: Tx
      readonly state: transaction.Transact<Campaign, CampaignEvent, CampaignRefusal>
      readonly outreach: OutreachId | null
      readonly began: number
    }
  | { readonly is: 'importing'; readonly outreach: OutreachId; readonly recipients: number }
  | { readonly is: 'done' }

export interface Person extends Running {
  readonly is: 'person'
  task: Task
  history: History | null
  readonly seen: FirstSeen
}

export type Process = Life | Person
