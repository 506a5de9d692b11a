/** What an export holds: its files, its streams, the head of the tree over its events, and what it cannot hold. */
import { CampaignId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import * as t from 'io-ts'

export const exportFormat = 'lastcall evidence 1'
export const eventsFile = 'events.ndjson'
export const recordsFile = 'call-records.csv'
export const manifestFile = 'manifest.json'

const FileEntry = t.readonly(t.type({ name: t.string, bytes: t.number, sha256: t.string }))
export type FileEntry = t.TypeOf<typeof FileEntry>

const StreamEntry = t.readonly(
  t.type({ stream: t.string, first: t.number, last: t.number, events: t.number }),
)
export type StreamEntry = t.TypeOf<typeof StreamEntry>

const Manifest = t.readonly(
  t.type({
    format: t.literal(exportFormat),
    campaign: CampaignId,
    files: t.readonlyArray(FileEntry),
    streams: t.readonlyArray(StreamEntry),
    /** `root`: base64. */
    tree: t.readonly(t.type({ hash: t.literal('RFC 6962, SHA-256'), size: t.number, root: t.string })),
    callRecords: t.number,
    notInTheLog: t.readonlyArray(t.string),
  }),
)
export type Manifest = t.TypeOf<typeof Manifest>

export interface ExportUnreadable {
  readonly is: 'export unreadable'
  readonly file: string
  readonly why: string
}

const unreadable = (why: string): Either<ExportUnreadable, never> =>
  left({ is: 'export unreadable', file: manifestFile, why })

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

export const readManifest = (text: string): Either<ExportUnreadable, Manifest> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unreadable('not JSON')
  }
  return Manifest.is(value) ? right(value) : unreadable(`not a manifest of the format "${exportFormat}"`)
}
