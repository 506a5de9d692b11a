/** Opens the keys of one host: a SQLite file that its owner alone can read. */
import type { CannotOpen, FileFormat, SqliteFile } from '@lastcall/sqlite-file'
import { openSqliteFile } from '@lastcall/sqlite-file'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { MasterKey } from '../../sealing/key'
import type { KeyStore } from '../port'
import type { KeyDatabase } from './database'
import { applicationId, schema } from './schema'
import { keysIn } from './store'

const format: FileFormat = { applicationId, called: 'file of keys', versions: [schema] }

export const keyDatabaseOn = (file: SqliteFile): KeyDatabase => ({
  write: async (work) => {
    const written = await file.write(work)()
    return written._tag === 'Right' ? written : left({ is: 'unavailable', why: written.left.why })
  },
  read: (work) => file.read(work)(),
  wipeLog: file.wipeLog(),
  close: file.close,
})

export const openKeyDatabase = (path: string): TaskEither<CannotOpen, KeyDatabase> => {
  const open = openSqliteFile(path, format, { ownerOnly: true })
  return async () => {
    const file = await open()
    return file._tag === 'Left' ? file : right(keyDatabaseOn(file.right))
  }
}

/** Makes the file when it is not there. Every process of the host may open it; the master key is not checked here. */
export const keysInFile =
  (path: string, master: MasterKey): TaskEither<CannotOpen, KeyStore> =>
  async () => {
    const database = await openKeyDatabase(path)()
    return database._tag === 'Left' ? database : right(keysIn(database.right, master))
  }
