/** Places and processes for the tests of files. Processes run `dist/`, which `npm test` builds before it tests. */
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CannotOpen, FileFormat, OpenOptions, SqliteFile } from '.'
import { openSqliteFile } from '.'

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'file-'))
export const newPath = (): string => join(newFolder(), 'notes.db')

export const notes: FileFormat = {
  applicationId: 0x4e4f5445,
  called: 'book of notes',
  versions: ['CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT'],
}

export const opened = async (path: string, options?: OpenOptions): Promise<SqliteFile> => {
  const answer = await openSqliteFile(path, notes, options)()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}

export const refusalOf = async (path: string, options?: OpenOptions): Promise<CannotOpen> => {
  const answer = await openSqliteFile(path, notes, options)()
  if (answer._tag === 'Right') throw new Error('it was opened')
  return answer.left
}

export const count = async (file: SqliteFile): Promise<unknown> => {
  const answer = await file.read((sql) => sql.get('SELECT count(*) AS n FROM note')?.['n'])()
  return answer._tag === 'Right' ? answer.right : answer.left
}

const built = resolve(__dirname, '..', 'dist', 'index.js')

/** Runs the body of an async function that finds `files` (this package), `path` and `notes`. */
export const spawned = (
  body: string,
  path: string,
  options: { readonly uid?: number } = {},
): ChildProcess => {
  if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/sqlite-file')
  const source = `const [, built, path, notes] = process.argv; const files = require(built);
    (async (notes) => {${body}})(JSON.parse(notes)).catch((error) => { console.error(error); process.exit(1) })`
  const argv = ['-e', source, built, path, JSON.stringify(notes)]
  return spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
}

/** What a process wrote until it ended well. */
export const outputOf = (child: ChildProcess): Promise<string> =>
  new Promise((done, fail) => {
    let [out, trouble] = ['', '']
    child.stdout?.on('data', (bytes: Buffer) => (out += bytes.toString()))
    child.stderr?.on('data', (bytes: Buffer) => (trouble += bytes.toString()))
    child.on('close', (code) => (code === 0 ? done(out.trim()) : fail(new Error(trouble))))
  })

/** Resolves with the first bytes that a process writes. */
export const firstWord = (child: ChildProcess): Promise<string> =>
  new Promise((done) => child.stdout?.once('data', (bytes: Buffer) => done(bytes.toString().trim())))

export const skipped = (): void =>
  void process.stderr.write('skipped: this user may not mount a small disk\n')

/** A disk of a few MiB, where the system lets us have one; null: it does not. */
export const smallDisk = (
  mebibytes: number,
): { readonly folder: string; readonly remove: () => void } | null => {
  const folder = newFolder()
  const options = ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'none', folder]
  if (process.platform !== 'linux' || spawnSync('mount', options).status !== 0) return null
  return { folder, remove: () => void spawnSync('umount', ['-l', folder]) }
}
