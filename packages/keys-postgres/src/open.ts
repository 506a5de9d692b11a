/** Opens the keys of a fleet: a table in PostgreSQL, made when it is not there. */
import type { KeyStore, MasterKey } from '@lastcall/vault'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { KeyTable } from './database'
import { openTable, whyOf } from './database'
import { statementsOn } from './schema'
import type { CannotOpenKeys, PostgresKeysOptions } from './settings'
import { configOf } from './settings'
import { keysOn } from './store'

/** `postgres://user@host:5432/database`. Every host of the fleet may open it; the master key is not checked here. */
export const keysInPostgres =
  (
    connectionString: string,
    master: MasterKey,
    options: PostgresKeysOptions = {},
  ): TaskEither<CannotOpenKeys, KeyStore> =>
  async () => {
    const config = configOf(connectionString, options)
    if (config._tag === 'Left') return config
    const { schema = 'lastcall' } = options
    let table: KeyTable
    try {
      table = await openTable(config.right, schema)
    } catch (error) {
      return left({ is: 'no contact', why: whyOf(error) })
    }
    return right(keysOn(table, statementsOn(schema), master))
  }
