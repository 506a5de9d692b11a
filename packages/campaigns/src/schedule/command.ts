/** What is asked of an import, and what it answers. */
import type { Actor, CampaignId, OutreachId } from '@lastcall/domain'
import type { Revision } from '@lastcall/eventlog'
import type { ImportLimits } from './limits'
import type { RejectsSink } from './rejects'
import type { RecipientsSource } from './source'

export interface ScheduleCommand {
  readonly actor: Actor
  readonly campaign: CampaignId
  readonly source: RecipientsSource
  /** Milliseconds since 1970 UTC. */
  readonly startAtMs: number
  readonly phoneColumn?: string
  readonly timeZoneColumn?: string
  /** ISO 3166 code of two letters, for numbers in national notation. */
  readonly defaultCountry?: string
  /** IANA name, for rows without a time zone. */
  readonly defaultTimeZone?: string
  /** Refuse the whole file when one row is rejected. */
  readonly strict?: boolean
  readonly limits?: Partial<ImportLimits>
  /** Where rejected rows are listed; without it they are only counted. */
  readonly rejects?: RejectsSink
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  readonly doing: 'checking' | 'writing'
  readonly rows: number
}

export interface Scheduled {
  readonly outreach: OutreachId
  readonly recipients: number
  readonly rejected: number
  readonly revision: Revision
}
