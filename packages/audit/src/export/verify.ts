/** Judges an export without the store: whether it is whole, whether a signed checkpoint covers it, and every promise. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditOptions, AuditResult } from '../audit'
import { auditEvidence } from '../audit'
import type { MalformedLine } from '../network'
import type { Checkpoint } from '../note'
import { rootOf } from '../tree'
import type { Finding, Verdict } from '../verdict'
import { judged } from '../verdict'
import { callRecords } from './call-records'
import type { ExportUnreadable, FileEntry, Manifest } from './manifest'
import { eventsFile, manifestFile, readManifest, recordsFile } from './manifest'
import type { ExportRead } from './read'
import { readExportedEvents } from './read'

export interface VerifyOptions extends AuditOptions {
  /** Opened with a key that is trusted. `origin`: what it must name; the usual one of the campaign if left out. */
  readonly checkpoint?: { readonly opened: Checkpoint; readonly origin: (campaign: string) => string }
}

export interface ExportVerified extends AuditResult {
  readonly manifest: Manifest
  /** Events that the checkpoint covers; null: none was given. */
  readonly covered: number | null
}

const digestOf = async (path: string, name: string): Promise<FileEntry> => {
  const sha256 = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    sha256.update(piece)
    bytes += piece.length
  }
  return { name, bytes, sha256: sha256.digest('hex') }
}

const differs = (manifest: Manifest, found: FileEntry): readonly Finding[] => {
  const listed = manifest.files.find(({ name }) => name === found.name)
  return listed?.sha256 === found.sha256 && listed.bytes === found.bytes
    ? []
    : [{ at: found.name, says: 'is not the file that the manifest lists' }]
}

const recordsProblem = (
  manifest: Manifest,
  { evidence }: ExportRead,
  file: FileEntry,
): readonly Finding[] => {
  const sha256 = createHash('sha256')
  let rows = -1
  for (const line of callRecords(evidence)) {
    sha256.update(line)
    rows += 1
  }
  const isOfTheseEvents = sha256.digest('hex') === file.sha256 && rows === manifest.callRecords
  return isOfTheseEvents ? [] : [{ at: recordsFile, says: 'does not follow from the events' }]
}

const streamProblems = ({ streams: listed }: Manifest, { streams }: ExportRead): readonly Finding[] => {
  const text = (of: Manifest['streams']): string => JSON.stringify(of)
  return text(listed) === text(streams)
    ? []
    : [{ at: manifestFile, says: 'lists other streams or revisions' }]
}

const whole = async (folder: string, manifest: Manifest, read: ExportRead): Promise<Verdict> => {
  const records = await digestOf(join(folder, recordsFile), recordsFile)
  const { size, root } = manifest.tree
  const isTree = size === read.tree.size && root === rootOf(read.tree).toString('base64')
  return judged('export', read.tree.size, [
    ...read.findings,
    ...differs(manifest, read.file),
    ...differs(manifest, records),
    ...recordsProblem(manifest, read, records),
    ...streamProblems(manifest, read),
    ...(isTree ? [] : [{ at: manifestFile, says: 'names another tree than that of the events' }]),
  ])
}

/** Events behind the checkpoint came later: nobody signed for them, and that is said. */
const signedFor = (
  manifest: Manifest,
  { tree, rootAtSize }: ExportRead,
  { opened, origin }: NonNullable<VerifyOptions['checkpoint']>,
): Verdict => {
  const at = `checkpoint of ${opened.origin}`
  const broken: Finding[] = []
  const open: Finding[] = []
  if (opened.origin !== origin(manifest.campaign))
    broken.push({ at, says: `is of another log than ${origin(manifest.campaign)}` })
  if (rootAtSize === null)
    broken.push({ at, says: `covers ${opened.size} events, there are ${tree.size} left` })
  else if (!rootAtSize.equals(opened.root))
    broken.push({ at, says: `its ${opened.size} events are not the first ${opened.size} of these` })
  else if (tree.size > opened.size)
    open.push({ at, says: `covers ${opened.size} of ${tree.size} events; the rest came later` })
  return judged('signed', opened.size, broken, open)
}

const verify = async (
  folder: string,
  options: VerifyOptions,
): Promise<Either<ExportUnreadable | MalformedLine, ExportVerified>> => {
  const manifest = readManifest(await readFile(join(folder, manifestFile), 'utf8'))
  if (manifest._tag === 'Left') return manifest
  const { checkpoint } = options
  const size = checkpoint?.opened.size ?? null
  const read = await readExportedEvents(join(folder, eventsFile), manifest.right.campaign, size)
  const result = auditEvidence(read.evidence, options)
  if (result._tag === 'Left') return result
  const verdicts = [
    ...result.right.verdicts,
    await whole(folder, manifest.right, read),
    ...(checkpoint === undefined ? [] : [signedFor(manifest.right, read, checkpoint)]),
  ]
  const violations = verdicts.reduce((sum, verdict) => sum + verdict.violations.length, 0)
  return right({ ...result.right, verdicts, violations, manifest: manifest.right, covered: size })
}

/** Needs nothing but the folder. What is broken is in the verdicts; a failure means that nothing was judged. */
export const verifyExport =
  (
    folder: string,
    options: VerifyOptions = {},
  ): TaskEither<ExportUnreadable | MalformedLine, ExportVerified> =>
  async () => {
    try {
      return await verify(folder, options)
    } catch (error) {
      const { code, path } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      return left({ is: 'export unreadable', file: path ?? folder, why: code })
    }
  }
