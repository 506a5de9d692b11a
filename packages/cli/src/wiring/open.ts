/** Opens what a command works on: the log, the keys and the cache of an installation; and closes it, whatever happens. */
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import type { SnapshotStore } from '@lastcall/history'
import { snapshotsInFolder } from '@lastcall/history'
import type { KeyStore } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { join } from 'node:path'
import type { Context } from '../context'
import type { Installation } from '../config/load'
import { loadInstallation } from '../config/load'
import { readMasterKey } from '../config/master-key'
import type { Outcome, Trouble } from '../outcome'
import { openKeys } from './open-keys'
import type { OpenedFor } from './open-log'
import { openLog } from './open-log'
import { placeIn } from './place'

export interface Opened {
  readonly installation: Installation
  readonly store: EventStore
  /** Its file, as configured, or the server's address; for people. */
  readonly log: string
  /** Null: on a server. */
  readonly logFile: string | null
  /** Other hosts may work on the same log. */
  readonly isShared: boolean
  readonly feed: EventFeed
  readonly keys: KeyStore
  readonly snapshots: SnapshotStore
  readonly close: () => Promise<void>
}

/** `store`: what `--store` says; undefined: as configured. */
export const open = async (
  configPath: string,
  store: string | undefined,
  purpose: OpenedFor = {},
): Promise<Either<Trouble, Opened>> => {
  const loaded = loadInstallation(configPath)
  if (loaded._tag === 'Left') return loaded
  const { config, pathOf } = loaded.right
  const master = readMasterKey(pathOf(config.masterKeyFile))
  if (master._tag === 'Left') return master
  const place = placeIn(loaded.right, store)
  const log = await openLog(place, purpose)
  const logFile = place.is === 'file' ? place.path : null
  /** Opening needs some room too. The next try finds it. */
  const makeRoom = async ({ is }: Trouble): Promise<void> => {
    if (purpose.notYet === undefined || logFile === null || is !== 'disk full') return
    const { dropBallast } = await import('@lastcall/sqlite-file')
    dropBallast(logFile)
  }
  if (log._tag === 'Left') {
    await makeRoom(log.left)
    return log
  }
  const keys = await openKeys(loaded.right, master.right, purpose.notYet !== undefined)
  if (keys._tag === 'Left') {
    await makeRoom(keys.left)
    await log.right.close()
    return keys
  }
  const snapshots = pathOf(config.snapshots ?? 'snapshots')
  return right({
    installation: loaded.right,
    store: log.right.store,
    log: place.is === 'server' ? place.shown : (store ?? config.store),
    logFile,
    isShared: place.is === 'server',
    feed: log.right.feed,
    keys: keys.right,
    snapshots: snapshotsInFolder(place.snapshots === null ? snapshots : join(snapshots, place.snapshots)),
    close: async () => {
      await keys.right.close()
      await log.right.close()
    },
  })
}

/** A full disk and a server that is down come to an end; whatever is configured wrongly does not. */
const passing = new Set(['busy', 'disk full', 'no contact'])
const openAgainAfterMs = 500

const openPatiently = async (
  { configPath, store }: Context,
  options: OpenedFor,
): Promise<Either<Trouble, Opened>> => {
  for (const began = performance.now(); ;) {
    const opened = await open(configPath, store, options)
    if (opened._tag === 'Right' || options.notYet === undefined || !passing.has(opened.left.is)) return opened
    const { what, where } = opened.left
    options.notYet(performance.now() - began, `${where ?? configPath}: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, openAgainAfterMs))
  }
}

/** Opens, works, closes. */
export const withOpened = async (
  context: Context,
  work: (opened: Opened) => Promise<Outcome>,
  options: OpenedFor = {},
): Promise<Outcome> => {
  const opened = await openPatiently(context, options)
  if (opened._tag === 'Left') return opened
  try {
    return await work(opened.right)
  } finally {
    await opened.right.close()
  }
}
