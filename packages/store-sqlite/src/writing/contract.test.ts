import { eventStoreContract } from '@lastcall/contracts'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { newPath, opened } from '../process.fixture'

eventStoreContract('the log in a SQLite file, written by a thread', {
  offersNewer: true,
  place: async () => {
    const path = newPath()
    const open = () => opened(path, { writes: 'thread' })
    return { open, remove: async () => rmSync(dirname(path), { recursive: true }) }
  },
})
