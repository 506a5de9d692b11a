/** One campaign with two outreaches, as events, for worlds. */
import type { ActorId, CampaignEvent, OutreachId, Sealed, Settings } from '@lastcall/domain'
import {
  CampaignCreated,
  CampaignDeleted,
  OutreachScheduled,
  OutreachStopped,
  timestamp,
} from '@lastcall/domain'
import type { LiveCalls } from '@lastcall/domain'
import { hex, start } from './world.fixture'

export const spring = hex(0x51) as OutreachId
export const autumn = hex(0xa7) as OutreachId
const actor = hex(1) as ActorId
const at = timestamp(start)
const sealed = 'sealed' as Sealed

type Created = Pick<Settings, 'hours' | 'retry' | 'pacing'>

export const created = (settings: Partial<Created> = {}): CampaignEvent =>
  CampaignCreated({
    at,
    actor,
    callerId: '+12025550100',
    messageSha256: 'ab'.repeat(32),
    hours: { opensMin: 0, closesMin: 1440 },
    retry: { maxAttempts: 1, afterMs: {} },
    pacing: { callsPerSecond: 1_000, channels: 100 },
    sealed: { name: sealed },
    ...settings,
  })

export const scheduled = (outreach = spring, recipients = 1, afterMs = 0): CampaignEvent =>
  OutreachScheduled({
    at,
    outreach,
    startAt: timestamp(start + afterMs),
    recipients,
    ciphertextSha256: 'ab'.repeat(32),
    actor,
    sealed: { fileName: sealed },
  })

export const stopped = (outreach = spring, liveCalls: LiveCalls = 'drain'): CampaignEvent =>
  OutreachStopped({ at, outreach, actor, liveCalls, sealed: { reason: sealed } })

export const deleted = (liveCalls: LiveCalls = 'drain'): CampaignEvent =>
  CampaignDeleted({ at, actor, liveCalls })
