/** The file: one line for each append. A whole line is committed; a half one, left by a crash, never happened. */
import type { NewEvent, Position, Recorded, StreamName } from '@lastcall/eventlog'
import { position, revision } from '@lastcall/eventlog'
import * as fs from 'node:fs'

export type Line =
  | { readonly to: StreamName; readonly recordedUs: number; readonly events: readonly Required<NewEvent>[] }
  | { readonly deleted: StreamName }
  /** So many events of a stream that is deleted were here: their positions stay taken. */
  | { readonly gone: number }

export interface Journal {
  readonly path: string
  file: number
  /** In the order of commit, as JSON: nobody gets an object that somebody else can change. Null: deleted. */
  readonly entries: (string | null)[]
  /** Of each stream, where its events stand in `entries`. */
  readonly streams: Map<StreamName, number[] | 'deleted'>
  /** Called after each commit. */
  readonly bells: Set<() => void>
  /** A write failed half-way: only a new opening can tell what stands. */
  lost: boolean
}

export const positionAt = (index: number): Position => position(String(index).padStart(12, '0'))

const apply = ({ entries, streams }: Journal, line: Line): void => {
  if ('gone' in line) {
    for (let n = 0; n < line.gone; n += 1) entries.push(null)
  } else if ('deleted' in line) {
    const places = streams.get(line.deleted) ?? []
    if (places !== 'deleted') for (const at of places) entries[at] = null
    streams.set(line.deleted, 'deleted')
  } else {
    const places = streams.get(line.to) ?? []
    if (places === 'deleted') throw new Error(`an append behind the deletion of ${line.to}`)
    for (const event of line.events) {
      const at = { revision: revision(places.length), position: positionAt(entries.length) }
      const recorded: Recorded = { ...event, ...at, stream: line.to, recordedUs: line.recordedUs }
      places.push(entries.push(JSON.stringify(recorded)) - 1)
    }
    streams.set(line.to, places)
  }
}

/** Acknowledged is what `fsync` has seen. Throws, and is lost then, when the disk does not take it. */
export const commit = (journal: Journal, line: Line): void => {
  try {
    fs.appendFileSync(journal.file, `${JSON.stringify(line)}\n`)
    fs.fsyncSync(journal.file)
  } catch (error) {
    journal.lost = true
    throw error
  }
  apply(journal, line)
  for (const ring of [...journal.bells]) ring()
}

const linesOf = (path: string): Line[] => {
  const text = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : ''
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) fs.truncateSync(path, Buffer.byteLength(whole))
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
}

export const openJournal = (path: string): Journal => {
  const lines = linesOf(path)
  const file = fs.openSync(path, 'a')
  const journal = { path, file, entries: [], streams: new Map(), bells: new Set<() => void>(), lost: false }
  for (const line of lines) apply(journal, line)
  return journal
}

/** Writes the file anew without the contents of one stream; the new one takes the old one's place as a whole. */
export const forget = (journal: Journal, name: StreamName): void => {
  const kept = linesOf(journal.path).map((line) =>
    'to' in line && line.to === name ? { gone: line.events.length } : line,
  )
  const fresh = `${journal.path}.new`
  const text = [...kept, { deleted: name }].map((line) => `${JSON.stringify(line)}\n`).join('')
  fs.writeFileSync(fresh, text, { flush: true })
  fs.renameSync(fresh, journal.path)
  fs.closeSync(journal.file)
  journal.file = fs.openSync(journal.path, 'a')
  apply(journal, { deleted: name })
}
