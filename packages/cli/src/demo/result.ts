/** What came of it: the audit of the log held against the network's own record. Every figure is read from one of them. */
import type { AuditResult, StopReport } from '@lastcall/audit'
import { auditCampaign } from '@lastcall/audit'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { readFileSync } from 'node:fs'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { Told } from './play'
import type { Scene } from './scene'

/** On loopback; generous, for a machine under load. */
const travelMs = 100

export interface DemoResult extends Told {
  readonly campaign: string
  readonly outreach: string
  readonly recipients: number
  readonly rejected: number
  /** From the stop's commit to the last originate that the network saw, milliseconds; negative: before the stop. */
  readonly lastOriginateAfterStopMs: number | null
  readonly report: StopReport | null
  readonly audit: AuditResult
  readonly kept: boolean
  readonly files: Readonly<Record<'folder' | 'config' | 'log' | 'record' | 'rejects', string>>
}

export const resultOf = async (scene: Scene, told: Told): Promise<Either<Trouble, DemoResult>> => {
  const { campaign, outreach, recipients, rejected, folder, config, record, rejects, opened } = scene
  const network = { travelMs, record: readFileSync(record, 'utf8') }
  const audit = await auditCampaign(opened.store)(campaign, { network })()
  if (audit._tag === 'Left')
    return trouble({
      ending: 'unavailable',
      is: audit.left.is,
      what: 'the audit could not be made',
      where: folder,
    })
  const { outreaches, network: seen, violations } = audit.right
  const stop = seen?.stops.find((each) => each.outreach === outreach)
  return right({
    ...told,
    campaign,
    outreach,
    recipients,
    rejected,
    lastOriginateAfterStopMs: stop?.afterStopMs ?? null,
    report: outreaches.find((each) => each.outreach === outreach)?.stop ?? null,
    audit: audit.right,
    kept: violations === 0,
    files: { folder, config, log: opened.log, record, rejects },
  })
}
