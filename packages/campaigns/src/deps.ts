/** What the use cases need of the world: a log, keys, a cache, clocks, chance and patience. */
import type { EventFeed, EventId, EventStore } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'
import type { SnapshotStore } from '@lastcall/history'
import type { KeyStore } from '@lastcall/vault'
import { randomBytes } from 'node:crypto'

export interface CampaignsDeps {
  readonly store: EventStore
  readonly feed: EventFeed
  readonly keys: KeyStore
  readonly snapshots: SnapshotStore
  /** Wall clock, milliseconds since 1970 UTC. Goes into events, for people. */
  readonly clock: () => number
  /** Monotonic clock in milliseconds: all waiting is measured on it. */
  readonly mono: () => number
  /** 128 random bits as 32 lower-case hex digits. */
  readonly newId: () => string
  /** Comes back after `ms` milliseconds, or at once when `until` is aborted. */
  readonly wait: (ms: number, until?: AbortSignal) => Promise<void>
  /** How long records must be kept after a campaign's last event, milliseconds; null: no duty to keep them. */
  readonly retainRecordsForMs: number | null
}

export type Ambient = Pick<CampaignsDeps, 'clock' | 'mono' | 'newId' | 'wait'>

const waitOnTimer = (ms: number, until?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (until?.aborted === true) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      until?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    until?.addEventListener('abort', done)
  })

/** Clocks, timers and randomness of this machine. */
export const systemAmbient: Ambient = {
  clock: Date.now,
  mono: () => performance.now(),
  newId: () => randomBytes(16).toString('hex'),
  wait: waitOnTimer,
}

export const newEventId = ({ newId }: Pick<CampaignsDeps, 'newId'>): EventId => eventId(newId())
