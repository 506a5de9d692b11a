/** `lastcall audit`: checks the promises from the log, and against the network's own record where one is given. */
import type { AuditOptions, AuditResult, Verdict } from '@lastcall/audit'
import type { CampaignId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { auditText } from '../terminal/audit'
import type { Opened } from '../wiring/open'
import { withOpened } from '../wiring/open'
import { wholeNumber } from '../wiring/parse'
import { allCampaigns, knownCampaign, unavailable } from './audit-campaigns'
import { readText } from './audit-files'

export interface AuditFlags {
  readonly network?: string | undefined
  readonly travelMs: string
  readonly report: boolean
}

/** The record of a network serves every campaign: an attempt is elsewhere when another campaign authorized it. */
const audits = async (
  opened: Opened,
  ids: readonly CampaignId[],
  all: readonly CampaignId[],
  network: { readonly record: string; readonly travelMs: number } | null,
): Promise<Either<Trouble, readonly AuditResult[]>> => {
  const { auditEvidence, readEvidence } = await import('@lastcall/audit')
  const evidences = new Map<CampaignId, Parameters<typeof auditEvidence>[0]>()
  for (const id of network === null ? ids : all) {
    const read = await readEvidence(opened.store)(id)()
    if (read._tag === 'Left') return unavailable(read.left.is, read.left.why, id)
    evidences.set(id, read.right)
  }
  const results: AuditResult[] = []
  for (const id of ids) {
    const evidence = evidences.get(id)
    if (evidence === undefined) continue
    const isElsewhere = (attempt: Parameters<typeof evidence.attempts.has>[0]): boolean =>
      [...evidences].some(([other, { attempts }]) => other !== id && attempts.has(attempt))
    const options: AuditOptions = network === null ? {} : { network: { ...network, elsewhere: isElsewhere } }
    const result = auditEvidence(evidence, options)
    if (result._tag === 'Left') {
      const { is, why, line } = result.left
      return trouble({ ending: 'usage', is, what: why, where: `line ${line}`, todo: 'Take the record anew.' })
    }
    results.push(result.right)
  }
  return right(results)
}

const isSound = ({ verdict }: Verdict): boolean => verdict !== 'violated'

export const auditCampaigns = (
  context: Context,
  which: string | undefined,
  flags: AuditFlags,
): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const known = await allCampaigns(opened)
    if (known._tag === 'Left') return known
    const all = known.right
    const record = flags.network === undefined ? right(null) : readText(flags.network, "the network's record")
    if (record._tag === 'Left') return record
    const travelMs = wholeNumber('--travel-ms', flags.travelMs, 0)
    if (travelMs._tag === 'Left') return travelMs
    let ids = all
    if (which !== undefined) {
      const id = await knownCampaign(opened, which)
      if (id._tag === 'Left') return id
      ids = [id.right]
    }
    const network = record.right === null ? null : { record: record.right, travelMs: travelMs.right }
    const results = await audits(opened, ids, all, network)
    if (results._tag === 'Left') return results
    const ending = results.right.every(({ verdicts }) => verdicts.every(isSound)) ? 'done' : 'violation'
    const text = results.right.map((result) => auditText(result, flags.report)).join('\n\n')
    return answer({ campaigns: results.right }, text === '' ? 'no campaigns' : text, ending)
  })
