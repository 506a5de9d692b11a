/** Writes the evidence of one campaign into a folder, and the manifest last: without it there is no export. */
import type { CampaignId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { EventStore, Unavailable } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Evidence } from '../replay'
import { rootOf } from '../tree'
import { callRecords, notInTheLog } from './call-records'
import { lineOf } from './canonical'
import type { FileEntry, Manifest } from './manifest'
import { eventsFile, exportFormat, manifestFile, manifestText, recordsFile } from './manifest'
import { evidenceInOrder } from './merged'
import { readExportedEvents } from './read'
import { begin } from './written'

export type ExportFailure =
  | Unavailable
  | { readonly is: 'unknown campaign'; readonly campaign: CampaignId }
  /** There is something in the way, or the disk does not take it. `code`: the system's. */
  | { readonly is: 'cannot write'; readonly folder: string; readonly code: string }

const writeEvents = async (
  store: EventStore,
  campaign: CampaignId,
  folder: string,
): Promise<Either<Unavailable, FileEntry>> => {
  const events = await begin(folder, eventsFile)
  for await (const next of evidenceInOrder(store, campaign)) {
    if (next._tag === 'Left') {
      await events.end()
      return next
    }
    await events.write(`${lineOf(next.right)}\n`)
  }
  return right(await events.end())
}

const writeRecords = async (
  evidence: Evidence,
  folder: string,
): Promise<readonly [file: FileEntry, rows: number]> => {
  const records = await begin(folder, recordsFile)
  let rows = -1
  for (const line of callRecords(evidence)) {
    await records.write(line)
    rows += 1
  }
  return [await records.end(), rows]
}

/** What was written is read back as an auditor would, and the records are made of that. */
const write = async (
  store: EventStore,
  campaign: CampaignId,
  folder: string,
): Promise<Either<ExportFailure, Manifest>> => {
  await mkdir(folder, { recursive: true })
  const events = await writeEvents(store, campaign, folder)
  if (events._tag === 'Left') return events
  const { evidence, streams, tree } = await readExportedEvents(join(folder, eventsFile), campaign, null)
  const [records, rows] = await writeRecords(evidence, folder)
  const manifest: Manifest = {
    format: exportFormat,
    campaign,
    files: [events.right, records],
    streams,
    tree: { hash: 'RFC 6962, SHA-256', size: tree.size, root: rootOf(tree).toString('base64') },
    callRecords: rows,
    notInTheLog,
  }
  const written = await begin(folder, manifestFile)
  await written.write(manifestText(manifest))
  await written.end()
  return right(manifest)
}

/** `folder`: made if it is not there; files of an earlier export are in the way. */
export const exportEvidence =
  (store: EventStore) =>
  (campaign: CampaignId, folder: string): TaskEither<ExportFailure, Manifest> =>
  async () => {
    const last = await store.last(campaignStream(campaign))()
    if (last._tag === 'Left') return last
    if (last.right._tag === 'None') return left({ is: 'unknown campaign', campaign })
    try {
      return await write(store, campaign, folder)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      return left({ is: 'cannot write', folder, code })
    }
  }
