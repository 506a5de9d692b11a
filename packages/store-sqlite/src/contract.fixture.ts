/** The log in a SQLite file as the contract asks for it: opened here, and by processes that write until they are killed. */
import type { EventStoreHarness, EventStorePlace, WriterReport } from '@lastcall/contracts'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SqliteStoreOptions } from '.'
import { inProcess, newPath, opened } from './process.fixture'

const writer = `
const { stream, by, appends } = input
for (let k = 0; k < appends; ) {
  const last = await log.store.last(stream)()
  if (last._tag === 'Left') continue
  const expected = last.right._tag === 'Some' ? last.right.value.revision : 'nothing-yet'
  const noted = event('Noted', { by, k })
  for (;;) {
    const answer = await log.store.append(stream, expected, [noted])()
    if (answer._tag === 'Left' && answer.left.is !== 'conflict') continue
    if (answer._tag === 'Right') {
      say({ id: noted.id, revision: answer.right })
      k += 1
    }
    break
  }
}`

interface Place extends EventStorePlace {
  readonly path: string
}

/** `options`: of every store that is opened, in other processes too. */
export const harnessOf = (options: SqliteStoreOptions): EventStoreHarness<Place> => ({
  offersNewer: true,
  place: async () => {
    const path = newPath()
    const remove = async () => rmSync(dirname(path), { recursive: true })
    return { path, open: () => opened(path, options), remove }
  },
  writeFromProcess: async ({ path }, job) =>
    (await inProcess(writer, { path, options, ...job }).end) as WriterReport,
  killWhileWriting: async ({ path }, job) => {
    const child = inProcess(writer, { path, options, ...job })
    await child.says(50)
    child.kill('SIGKILL')
    return (await child.end) as WriterReport
  },
})
