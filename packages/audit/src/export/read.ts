/** Reads the events of an export: once for their order, their hashes and the campaign, once more for the facts. */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { callsStream, campaignStream, suppressionStream } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Evidence } from '../replay'
import { noEvidence, seeCampaign, seeFact, seeSuppression } from '../replay'
import type { Hash, CompactRange } from '../tree'
import { appendEntry, emptyRange, rootOf } from '../tree'
import type { Finding } from '../verdict'
import { linesOf } from './lines'
import type { FileEntry, StreamEntry } from './manifest'
import { eventsFile } from './manifest'
import { eventOf, isCanonical } from './parse'

export interface ExportRead {
  readonly evidence: Evidence
  readonly file: FileEntry
  readonly streams: readonly StreamEntry[]
  readonly tree: CompactRange
  /** The root over the first `askedSize` events; null: there are not so many. */
  readonly rootAtSize: Hash | null
  readonly findings: readonly Finding[]
}

/** A few are as good as all: a file that is something else has a finding in each line. */
const findingsAtMost = 1_000

interface Reading {
  readonly evidence: Evidence
  readonly streams: Map<string, number>
  readonly findings: Finding[]
}

const complain = ({ findings }: Reading, line: number, says: string): void => {
  if (findings.length < findingsAtMost) findings.push({ at: `${eventsFile} line ${line}`, says })
}

/** Takes an event into the first reading; facts come later, when every authorization has been seen. */
const take = (reading: Reading, own: string, event: Recorded, line: number): void => {
  const { stream, revision } = event
  const expected = reading.streams.get(stream) ?? 0
  if (revision !== expected) complain(reading, line, `${stream}@${revision} stands where ${expected} is next`)
  reading.streams.set(stream, Math.max(expected, revision + 1))
  if (stream === own) seeCampaign(reading.evidence, event)
  else if (stream === suppressionStream) seeSuppression(reading.evidence, event)
}

const facts = async (path: string, reading: Reading): Promise<void> => {
  const outreaches = new Map<string, OutreachId>()
  for (const id of reading.evidence.outreaches.keys()) outreaches.set(callsStream(id), id)
  for await (const lines of linesOf(createReadStream(path)))
    for (const line of lines) {
      const event = eventOf(line.toString())
      const outreach = event === null ? undefined : outreaches.get(event.stream)
      if (event !== null && outreach !== undefined) seeFact(reading.evidence, outreach, event)
    }
}

const strangers = (reading: Reading, own: string): void => {
  const known = new Set<string>([own, suppressionStream])
  for (const id of reading.evidence.outreaches.keys()) known.add(callsStream(id))
  for (const stream of reading.streams.keys())
    if (!known.has(stream)) reading.findings.push({ at: stream, says: 'is no stream of this campaign' })
}

/** Throws what the file system throws. Holds neither lines nor leaves. */
export const readExportedEvents = async (
  path: string,
  campaign: CampaignId,
  askedSize: number | null,
): Promise<ExportRead> => {
  const evidence = noEvidence(campaign)
  evidence.suppressions = 0
  const reading: Reading = { evidence, streams: new Map(), findings: [] }
  const own = campaignStream(campaign)
  const tree = emptyRange()
  const sha256 = createHash('sha256')
  let bytes = 0
  let rootAtSize = askedSize === 0 ? rootOf(tree) : null
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      sha256.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  for await (const lines of linesOf(pieces()))
    for (const line of lines) {
      appendEntry(tree, line)
      if (tree.size === askedSize) rootAtSize = rootOf(tree)
      const text = line.toString()
      const event = eventOf(text)
      if (event === null) complain(reading, tree.size, 'is no event')
      else if (!isCanonical(text)) complain(reading, tree.size, 'is not in the canonical form')
      if (event !== null) take(reading, own, event, tree.size)
    }
  strangers(reading, own)
  await facts(path, reading)
  const streams = [...reading.streams].map(([stream, events]) => ({
    stream,
    first: 0,
    last: events - 1,
    events,
  }))
  const file = { name: eventsFile, bytes, sha256: sha256.digest('hex') }
  return { evidence, file, streams, tree, rootAtSize, findings: reading.findings }
}
