import type { WriterReport } from '@lastcall/contracts'
import { eventStoreContract } from '@lastcall/contracts'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
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

eventStoreContract('the log in a SQLite file', {
  offersNewer: true,
  place: async () => {
    const path = newPath()
    return { path, open: () => opened(path), remove: async () => rmSync(dirname(path), { recursive: true }) }
  },
  writeFromProcess: async ({ path }, job) => (await inProcess(writer, { path, ...job }).end) as WriterReport,
  killWhileWriting: async ({ path }, job) => {
    const child = inProcess(writer, { path, ...job })
    await child.says(50)
    child.kill('SIGKILL')
    return (await child.end) as WriterReport
  },
})
