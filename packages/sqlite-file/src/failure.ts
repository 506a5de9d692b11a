/** What an error of SQLite means for whoever asked. */
import { freeBytes } from './place'

export interface Unavailable {
  readonly is: 'unavailable'
  readonly why: string
}

export type WriteFailure =
  /** Certainly not written. */
  | Unavailable
  /** COMMIT failed half-way: it may stand, or come back when the file is next recovered. Read before concluding. */
  | { readonly is: 'uncertain'; readonly why: string }

export const unavailable = (why: string): Unavailable => ({ is: 'unavailable', why })

/** Primary result codes, sqlite.org/rescode.html. */
const codes = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  damaged: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  noDatabase: 26,
}

/** IOERR_SHMSIZE: the shared index could not grow, in practice for want of space. */
const indexCannotGrow = 10 | (19 << 8)

/** The extended result code; null: not an error of SQLite, so a defect. */
export const codeOf = (error: unknown): number | null => {
  const code = (error as { readonly errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code : null
}

export type Trouble = keyof typeof codes | 'other'

export const troubleOf = (error: unknown): Trouble => {
  const code = codeOf(error)
  if (code === null) return 'other'
  if (code === indexCannotGrow) return 'full'
  const found = Object.entries(codes).find(([, value]) => value === (code & 0xff))
  return found === undefined ? 'other' : (found[0] as Trouble)
}

/** Somebody else holds the lock; the protocol's own hiccup under many openers counts as that. */
export const isBusy = (error: unknown): boolean => {
  const trouble = troubleOf(error)
  return trouble === 'busy' || trouble === 'protocol'
}

/** SQLITE_FULL itself: what was to be written is not. */
export const isFull = (error: unknown): boolean => ((codeOf(error) ?? 0) & 0xff) === codes.full

const nearlyNothing = 64 * 1024

/** Less than 64 KiB left where the file lies. */
export const diskIsFull = (path: string): boolean => (freeBytes(path) ?? Infinity) < nearlyNothing

export const fullRemedy = 'free some space and try again'

/** One sentence for people, without the statement's values. */
export const sentence = (path: string, error: unknown): string => {
  const what = isFull(error) ? 'nothing was written; ' : ''
  if (troubleOf(error) === 'full') return `the disk that holds ${path} is full; ${what}${fullRemedy}`
  if (isBusy(error)) return `${path} is locked by another process`
  const { code, name, message } = error as NodeJS.ErrnoException
  const number = codeOf(error)
  // Only SQLite's and the system's own words: others may quote what was read.
  return `${path}: ${number === null ? (code ?? name) : `${message} (code ${number})`}`
}
