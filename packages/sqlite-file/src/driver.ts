/** Which SQLite is used: Node's own where it is new enough, otherwise the packaged one with the same interface. */
import { createRequire } from 'node:module'

export type SqlValue = string | number | bigint | Uint8Array | null
export type Row = Readonly<Record<string, unknown>>

export interface Statement {
  readonly all: (...values: readonly SqlValue[]) => readonly Row[]
  readonly get: (...values: readonly SqlValue[]) => Row | undefined
  readonly run: (...values: readonly SqlValue[]) => unknown
}

export interface Database {
  readonly exec: (text: string) => void
  readonly prepare: (text: string) => Statement
  readonly close: () => void
}

/** As much of the interface of `node:sqlite` as this package needs. */
export interface Driver {
  readonly DatabaseSync: new (path: string, options?: { readonly readOnly?: boolean }) => Database
}

/**
 * Two connections that write and checkpoint at the same moment can lose committed pages in SQLite 3.7.0 to 3.51.2
 * (the "WAL-reset bug", sqlite.org/wal.html). A worker and a command line on one file are exactly that case.
 */
export const oldestSafe = '3.51.3'

/** Whether the version is one that may write. */
export const isSafe = (version: string): boolean => {
  const [there, needed] = [version, oldestSafe].map((text) => text.split('.').map(Number))
  for (const [i, least] of (needed ?? []).entries()) {
    const part = there?.[i] ?? 0
    if (part !== least) return part > least
  }
  return true
}

const load = createRequire(__filename)

/** Node says of its own SQLite that it is experimental; that warning alone is left out. */
const nodesOwn = (): Driver => {
  const emit = process.emitWarning
  const heard = (warning: unknown): boolean =>
    !String(warning instanceof Error ? warning.message : warning).startsWith('SQLite is an experimental')
  process.emitWarning = ((...told: Parameters<typeof emit>) => {
    if (heard(told[0])) emit.apply(process, told)
  }) as typeof emit
  try {
    return load('node:sqlite') as Driver
  } finally {
    process.emitWarning = emit
  }
}

let chosen: Driver | undefined

/** Loaded at the first call: a command that opens no file does not pay for it. Throws where none is installed. */
export const driver = (): Driver => {
  const own = process.versions['sqlite']
  chosen ??= own !== undefined && isSafe(own) ? nodesOwn() : (load('@photostructure/sqlite') as Driver)
  return chosen
}
