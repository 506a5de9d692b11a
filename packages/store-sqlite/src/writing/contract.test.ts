import { eventStoreContract } from '@lastcall/contracts'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SqliteStore } from '..'
import { openingWith } from '../open'
import { newPath, threadOf } from '../process.fixture'

const opened = async (path: string): Promise<SqliteStore> => {
  const answer = await openingWith(threadOf())(path, { writes: 'thread' })()
  if (answer._tag === 'Left') throw new Error(answer.left.why)
  return answer.right
}

eventStoreContract('the log in a SQLite file, written by a thread', {
  offersNewer: true,
  place: async () => {
    const path = newPath()
    return { open: () => opened(path), remove: async () => rmSync(dirname(path), { recursive: true }) }
  },
})
