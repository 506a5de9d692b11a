/** What commands print with `--json`, as far as the tests look; which of it is there depends on the command. */
import type { AuditResult } from '@lastcall/audit'
import type { ClassCounts, Stopped } from '@lastcall/campaigns'
import type { CampaignId, Claim, OutreachId, Phase } from '@lastcall/domain'

export interface OutreachSaid extends Stopped {
  readonly outreach: OutreachId
  readonly phase: Phase
  readonly counts: ClassCounts
  readonly recipients: number
  readonly fileName: string
  readonly refused: string | null
  readonly quietAfterMs: number | null
  readonly open: number
  readonly stop: { readonly at: string; readonly actor: string; readonly reason: string } | null
}

export interface CampaignSaid {
  readonly campaign: CampaignId
  readonly dialedBy: Claim | null
  readonly outreaches: readonly OutreachSaid[]
}

export interface Said {
  readonly error: {
    readonly is: string
    readonly what: string
    readonly where?: string
    readonly todo?: string
    readonly exit: string
  }
  readonly campaign: CampaignId
  readonly outreach: OutreachId
  readonly campaigns: readonly (CampaignSaid & AuditResult)[]
  readonly outreaches: readonly OutreachSaid[]
  readonly recipients: number
  readonly rejected: number
  readonly rejects: string
  readonly streams: number
  readonly counts: Readonly<Record<string, number>>
  readonly file: string
}
