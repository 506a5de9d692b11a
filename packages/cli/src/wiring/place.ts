/** Where the log is: a file, or a server with user, password and certificate from environment and configuration. */
import type { EventStoreDbOptions } from '@lastcall/store-eventstoredb'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Installation } from '../config/load'
import { loadInstallation } from '../config/load'
import type { Context } from '../context'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import { serverShown, withCredentials } from './address'

export type Place =
  | {
      readonly is: 'file'
      /** Absolute. */
      readonly path: string
      /** Below the folder of snapshots; null: right in it. */
      readonly snapshots: string | null
      /** Named by `--store`, where a typing error must not make an empty log. */
      readonly isNamed: boolean
    }
  | {
      readonly is: 'server'
      /** May hold a password: for the adapter alone. */
      readonly connectionString: string
      readonly options: EventStoreDbOptions
      /** For people: no user, password or option is in it. */
      readonly shown: string
      readonly snapshots: string
    }

const isServer = (store: string): boolean => /^[a-z+]+:\/\//i.test(store)

/** Snapshots of one log are wrong for every other: each gets a folder of its own. */
const apart = (of: string): string => createHash('sha256').update(of).digest('hex').slice(0, 16)

/** What `--store` says, as it stands in a new configuration: that lies in another folder. */
export const configuredStore = (store: string): string => (isServer(store) ? store : resolve(store))

type Environment = Readonly<Record<string, string | undefined>>

/** Exported for tests. `installation` null: a command that needs none. */
export const understandStore = (
  store: string,
  installation: Installation | null,
  environment: Environment = process.env,
): Extract<Place, { is: 'server' }> => {
  const { user, passwordFile, caFile } = installation?.config.eventstoredb ?? {}
  const pathOf = (name: string): string => installation?.pathOf(name) ?? resolve(name)
  const given = { user: environment['LASTCALL_STORE_USER'], password: environment['LASTCALL_STORE_PASSWORD'] }
  const isPasswordGiven = given.password !== undefined && given.password !== ''
  const shown = serverShown(store)
  return {
    is: 'server',
    connectionString: withCredentials(store, { user: given.user ?? user, password: given.password }),
    options: {
      ...(passwordFile === undefined || isPasswordGiven ? {} : { passwordFile: pathOf(passwordFile) }),
      ...(caFile === undefined ? {} : { caFile: pathOf(caFile) }),
    },
    shown,
    snapshots: apart(shown),
  }
}

/** `store`: what `--store` says; a file there is relative to the working folder, one in the configuration to its own. */
export const placeIn = (installation: Installation, store: string | undefined): Place => {
  const configured = installation.config.store
  const named = store ?? configured
  if (isServer(named)) return understandStore(named, installation)
  const own = installation.pathOf(configured)
  const path = store === undefined ? own : resolve(store)
  return { is: 'file', path, snapshots: path === own ? null : apart(path), isNamed: store !== undefined }
}

/** For commands that need the log alone: with `--store`, the configuration may be missing. */
export const placeOf = ({ configPath, store }: Context): Either<Trouble, Place> => {
  if (store !== undefined && !existsSync(configPath))
    return right(
      isServer(store)
        ? understandStore(store, null)
        : { is: 'file', path: resolve(store), snapshots: null, isNamed: true },
    )
  const installation = loadInstallation(configPath)
  return installation._tag === 'Left' ? installation : right(placeIn(installation.right, store))
}

/** Null: it is there, or may be made. */
export const missing = (place: Place): Either<Trouble, never> | null =>
  place.is === 'server' || !place.isNamed || existsSync(place.path)
    ? null
    : trouble({
        ending: 'usage',
        is: 'file missing',
        what: 'there is no such log',
        where: place.path,
        todo: 'Check what --store says: only `campaign create` and `worker` make a new log there.',
      })
