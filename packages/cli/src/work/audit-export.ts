/** `lastcall audit export`, and `verify --export`: evidence that leaves the house, and judging it where it arrives. */
import type { ExportFailure, VerifyOptions } from '@lastcall/audit'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { auditText } from '../terminal/audit'
import { withOpened } from '../wiring/open'
import { wholeNumber } from '../wiring/parse'
import { knownCampaign, unavailable } from './audit-campaigns'
import { readText } from './audit-files'

const exportTrouble = (failure: ExportFailure, folder: string): Either<Trouble, never> => {
  if (failure.is === 'unavailable') return unavailable(failure.is, failure.why, folder)
  if (failure.is === 'unknown campaign')
    return trouble({ ending: 'not found', is: failure.is, what: 'nothing is known of this campaign' })
  const todo =
    failure.code === 'EEXIST' ? 'Name another folder: nothing is overwritten.' : 'Name another place.'
  const what = `the export cannot be written (${failure.code})`
  return trouble({ ending: 'usage', is: failure.is, what, where: failure.folder, todo })
}

export const exportCampaign = (context: Context, which: string, folder: string): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const campaign = await knownCampaign(opened, which)
    if (campaign._tag === 'Left') return campaign
    const { exportEvidence } = await import('@lastcall/audit')
    const written = await exportEvidence(opened.store)(campaign.right, folder)()
    if (written._tag === 'Left') return exportTrouble(written.left, folder)
    const { tree, callRecords, notInTheLog } = written.right
    const lines = [
      `${tree.size} events and ${callRecords} call records in ${folder}`,
      `root over the events: ${tree.root}`,
      ...notInTheLog.map((field) => `not in the log: ${field}`),
    ]
    return answer(written.right, lines.join('\n'))
  })

export interface ExportFlags {
  readonly network?: string | undefined
  readonly travelMs: string
  readonly report: boolean
  readonly checkpoint?: string | undefined
  readonly publicKey?: string | undefined
  readonly origin?: string | undefined
}

type Covering = VerifyOptions['checkpoint']

const checkpointOf = async (flags: ExportFlags): Promise<Either<Trouble, Covering>> => {
  const { checkpoint, publicKey, origin } = flags
  if (checkpoint === undefined && publicKey === undefined) return right(undefined)
  if (checkpoint === undefined || publicKey === undefined) {
    const what = 'a checkpoint and the key that must have signed it belong together'
    return trouble({ ending: 'usage', is: 'bad option', what, todo: 'Give --checkpoint and --public-key.' })
  }
  const note = readText(checkpoint, 'the checkpoint')
  if (note._tag === 'Left') return note
  const line = readText(publicKey, 'the public key')
  if (line._tag === 'Left') return line
  const { openCheckpoint, originOf, readPublicKey } = await import('@lastcall/audit')
  const key = readPublicKey(line.right.trim())
  if (key._tag === 'Left')
    return trouble({ ending: 'usage', is: key.left.is, what: key.left.why, where: publicKey })
  const opened = openCheckpoint(note.right, key.right)
  // Whoever shows a checkpoint that the key did not sign shows a forgery, or the wrong file: nothing holds then.
  if (opened._tag === 'Left')
    return trouble({ ending: 'violation', is: opened.left.is, what: opened.left.why, where: checkpoint })
  return right({ opened: opened.right, origin: (campaign) => origin ?? originOf(key.right, campaign) })
}

const networkOf = (flags: ExportFlags): Either<Trouble, VerifyOptions['network']> => {
  const travelMs = wholeNumber('--travel-ms', flags.travelMs, 0)
  if (travelMs._tag === 'Left') return travelMs
  if (flags.network === undefined) return right(undefined)
  const record = readText(flags.network, "the network's record")
  if (record._tag === 'Left') return record
  return right({ record: record.right, travelMs: travelMs.right })
}

/** Other campaigns are not here: a record that serves several has attempts that this export cannot know. */
export const verifyExported = async (
  folder: string,
  which: string | undefined,
  flags: ExportFlags,
): Promise<Outcome> => {
  const checkpoint = await checkpointOf(flags)
  if (checkpoint._tag === 'Left') return checkpoint
  const network = networkOf(flags)
  if (network._tag === 'Left') return network
  const options: VerifyOptions = {
    ...(checkpoint.right === undefined ? {} : { checkpoint: checkpoint.right }),
    ...(network.right === undefined ? {} : { network: network.right }),
  }
  const { verifyExport } = await import('@lastcall/audit')
  const result = await verifyExport(folder, options)()
  if (result._tag === 'Left') {
    const { is, why } = result.left
    const where = 'file' in result.left ? result.left.file : `line ${result.left.line}`
    return trouble({ ending: 'usage', is, what: why, where, todo: 'Name the folder of a whole export.' })
  }
  const { manifest, ...judged } = result.right
  if (which !== undefined && which !== manifest.campaign)
    return trouble({
      ending: 'not found',
      is: 'another campaign',
      what: `this export is of campaign ${manifest.campaign}`,
      where: which,
    })
  const ending = judged.violations === 0 ? 'done' : 'violation'
  return answer({ campaigns: [judged], manifest }, auditText(judged, flags.report), ending)
}
