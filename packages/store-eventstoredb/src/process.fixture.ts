/**
 * A writer in a process of its own. It runs what is built in `dist/`, since it cannot run TypeScript: `npm test` builds
 * before it tests; by hand, `npx tsc -b packages/store-eventstoredb` comes first.
 */
import type { WriterJob, WriterReport } from '@lastcall/contracts'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const built = resolve(__dirname, '..', 'dist', 'index.js')

const writer = `
const { openEventStoreDb } = require(process.argv[1])
const { randomUUID } = require('node:crypto')
const { url, stream, by, appends } = JSON.parse(process.argv[2])
const main = async ({ store, close }) => {
  for (let k = 0; k < appends; ) {
    const last = await store.last(stream)()
    if (last._tag === 'Left') continue
    const expected = last.right._tag === 'Some' ? last.right.value.revision : 'nothing-yet'
    const noted = { id: randomUUID(), type: 'Noted', data: { by, k } }
    for (;;) {
      const answer = await store.append(stream, expected, [noted])()
      if (answer._tag === 'Left' && answer.left.is !== 'conflict') continue
      if (answer._tag === 'Right') {
        process.stdout.write(JSON.stringify({ id: noted.id, revision: answer.right }) + '\\n')
        k += 1
      }
      break
    }
  }
  await close()
}
openEventStoreDb(url)().then((opened) => {
  if (opened._tag === 'Left') throw new Error(opened.left.why)
  return main(opened.right)
}).catch((error) => { console.error(error); process.exit(1) })`

/** Ends when the process has: by itself, for nothing that is left open keeps it, or killed after `killAfter` appends. */
const written = (url: string, job: WriterJob, killAfter: number): Promise<WriterReport> =>
  new Promise((done, fail) => {
    if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/store-eventstoredb')
    const child = spawn(process.execPath, ['-e', writer, built, JSON.stringify({ url, ...job })], {
      timeout: 120_000,
    })
    const report: WriterReport[number][] = []
    let trouble = ''
    child.stderr.on('data', (bytes: Buffer) => (trouble += bytes.toString()))
    createInterface(child.stdout).on('line', (line) => {
      report.push(JSON.parse(line) as WriterReport[number])
      if (report.length === killAfter) child.kill('SIGKILL')
    })
    child.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') done(report)
      else fail(new Error(trouble))
    })
  })

export const writeFromProcess = (url: string, job: WriterJob): Promise<WriterReport> =>
  written(url, job, Number.POSITIVE_INFINITY)

export const killWhileWriting = (url: string, job: WriterJob): Promise<WriterReport> => written(url, job, 50)
