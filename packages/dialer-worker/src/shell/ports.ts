/** What the shell of a worker runs on. Everything that a machine wants done goes through one of these. */
import type { Carrier } from '@lastcall/carrier'
import type { CampaignId } from '@lastcall/domain'
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import type { SnapshotStore } from '@lastcall/history'
import type { KeyStore } from '@lastcall/vault'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { Now } from '../time'

export interface WorkerClock {
  /** Both clocks, read together. */
  readonly now: () => Now
  /** Runs `then` once, after at least `ms` milliseconds. The answer calls it off. */
  readonly after: (ms: number, then: () => void) => () => void
}

/** For people; `campaign` says where. Never personal. */
export interface WorkerLog {
  readonly say: (level: 'info' | 'warn' | 'error', what: string, campaign: CampaignId | null) => void
}

export interface WorkerPorts {
  readonly store: EventStore
  readonly feed: EventFeed
  readonly keys: KeyStore
  readonly snapshots: SnapshotStore
  readonly carrier: Carrier
  /** Whether the log's disk has room for further calls. Asked twice a second; default: it has. */
  readonly hasRoom?: () => boolean
  readonly clock: WorkerClock
  readonly log: WorkerLog
  /** 32 hex digits, random. */
  readonly newId: () => string
  /** Finishes the deletion of a campaign: its key, then its ciphertext. Again is a success. */
  readonly erase: (campaign: CampaignId) => TaskEither<string, void>
}
