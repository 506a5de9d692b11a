/**
 * Work in processes of their own. They run what is built in `dist/`, since they cannot run TypeScript:
 * `npm test` builds before it tests; by hand, `npx tsc -b packages/store-sqlite` comes first.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { SqliteStore, SqliteStoreOptions } from '.'
import { openingWith } from './open'

const built = resolve(__dirname, '..', 'dist', 'index.js')

/** The program of the thread that writes, as it is built. */
export const threadOf = (): string => {
  const program = resolve(__dirname, '..', 'dist', 'writing', 'thread.js')
  if (!existsSync(program)) throw new Error('build first: npx tsc -b packages/store-sqlite')
  return program
}

export const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'log-')), 'events.db')

/** `program`: of the thread that writes, where one does. */
export const opened = async (
  path: string,
  options?: SqliteStoreOptions,
  program = threadOf(),
): Promise<SqliteStore> => {
  const answer = await openingWith(program)(path, options)()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}

/** What a script finds: the opened `log`, its `input`, `say(value)`, and `event(type, data, id?)`. */
const prelude = `
const { openSqliteStore } = require(process.argv[1])
const { randomBytes } = require('node:crypto')
const input = JSON.parse(process.argv[2])
const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n')
const event = (type, data, id = randomBytes(16).toString('hex')) => ({ id, type, data })
const main = async (log) => {`

const epilogue = `}
openSqliteStore(input.path, input.options)().then(async (opened) => {
  if (opened._tag === 'Left') throw new Error(opened.left.why)
  await main(opened.right)
  await opened.right.close()
}).catch((error) => { console.error(error); process.exit(1) })`

export interface Child {
  /** What it has said, in order. */
  readonly said: readonly unknown[]
  /** Resolves when it has said that many things, or ended. */
  readonly says: (count: number) => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => void
  /** Resolves with everything it said; rejects when it failed. A kill is no failure. */
  readonly end: Promise<readonly unknown[]>
}

/** `script`: the body of an async function. `options`: of the store that it finds open. */
export const inProcess = (
  script: string,
  input: { readonly path: string; readonly options?: SqliteStoreOptions } & Record<string, unknown>,
): Child => {
  if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/store-sqlite')
  const source = prelude + script + epilogue
  const child = spawn(process.execPath, ['-e', source, built, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: unknown[] = []
  const waiting = new Set<() => void>()
  const wake = (): void => waiting.forEach((look) => look())
  let trouble = ''
  let over = false
  createInterface(child.stdout).on('line', (line) => {
    said.push(JSON.parse(line))
    wake()
  })
  child.stderr.on('data', (bytes: Buffer) => (trouble += bytes.toString()))
  const end = new Promise<readonly unknown[]>((done, fail) => {
    child.on('close', (code, signal) => {
      over = true
      wake()
      if (code === 0 || signal !== null) done(said)
      else fail(new Error(trouble))
    })
  })
  const says = (count: number): Promise<void> =>
    new Promise((done) => {
      const look = (): void => {
        if (said.length < count && !over) return
        waiting.delete(look)
        done()
      }
      waiting.add(look)
      look()
    })
  return { said, says, kill: (signal) => void child.kill(signal), end }
}
