/** Opens the keys where they are: a file of this host, or a table in PostgreSQL that a fleet shares. */
import type { KeyStore, MasterKey } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Installation } from '../config/load'
import type { Trouble } from '../outcome'
import { serverShown, withCredentials } from './address'
import { cannotConnectTrouble, cannotOpenTrouble } from './cannot-open'
import { lateKeys } from './late-keys'

const named = '`keys` and `postgres` in the configuration; LASTCALL_KEYS_PASSWORD'

const inPostgres = async (
  { config, pathOf }: Installation,
  master: MasterKey,
): Promise<Either<Trouble, KeyStore>> => {
  const { keysInPostgres } = await import('@lastcall/keys-postgres')
  const { passwordFile, caFile, tls, schema } = config.postgres ?? {}
  const password = process.env['LASTCALL_KEYS_PASSWORD']
  const isGiven = password !== undefined && password !== ''
  const keys = await keysInPostgres(withCredentials(config.keys, { password }), master, {
    ...(passwordFile === undefined || isGiven ? {} : { passwordFile: pathOf(passwordFile) }),
    ...(caFile === undefined ? {} : { caFile: pathOf(caFile) }),
    ...(tls === undefined ? {} : { tls }),
    ...(schema === undefined ? {} : { schema }),
  })()
  return keys._tag === 'Left' ? cannotConnectTrouble(keys.left, serverShown(config.keys), named) : keys
}

/** `isRevoking`: then no server of keys is waited for, since a revocation does not need it. */
export const openKeys = async (
  installation: Installation,
  master: MasterKey,
  isRevoking: boolean,
): Promise<Either<Trouble, KeyStore>> => {
  const { keys } = installation.config
  if (/^[a-z]+:\/\//i.test(keys)) {
    const opening = () => inPostgres(installation, master)
    return isRevoking ? right(lateKeys(opening)) : opening()
  }
  const { keysInFile } = await import('@lastcall/vault')
  const opened = await keysInFile(installation.pathOf(keys), master)()
  return opened._tag === 'Left' ? cannotOpenTrouble(opened.left) : opened
}
