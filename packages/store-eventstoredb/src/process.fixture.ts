/**
 * A writer in a process of its own. It runs what is built in `dist/`, since it cannot run TypeScript: `npm test` builds
 * before it tests; by hand, `npx tsc -b packages/store-eventstoredb` comes first.
 */
import type { WriterJob, WriterReport } from '@lastcall/contracts'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const built = resolve(__dirname, '..', 'dist', 'index.js')

const writer = `
const { openEventStoreDb } = require(process.argv[1])
const { randomUUID } = require('node:crypto')
const { url, stream, by, appends } = JSON.parse(process.argv[2])
const report = []
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
        report.push({ id: noted.id, revision: answer.right })
        k += 1
      }
      break
    }
  }
  await close()
  process.stdout.write(JSON.stringify(report))
}
openEventStoreDb(url)().then((opened) => {
  if (opened._tag === 'Left') throw new Error(opened.left.why)
  return main(opened.right)
}).catch((error) => { console.error(error); process.exit(1) })`

/** It ends by itself when it has closed its store: nothing that is left open keeps it. */
export const writeFromProcess = (url: string, job: WriterJob): Promise<WriterReport> =>
  new Promise((done, fail) => {
    if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/store-eventstoredb')
    const args = ['-e', writer, built, JSON.stringify({ url, ...job })]
    execFile(process.execPath, args, { timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null) done(JSON.parse(stdout) as WriterReport)
      else fail(new Error(stderr, { cause: error }))
    })
  })
