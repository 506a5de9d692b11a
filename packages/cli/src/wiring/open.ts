/** Opens what a command works on: the log, the keys and the cache of an installation; and closes it, whatever happens. */
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import type { SnapshotStore } from '@lastcall/history'
import { snapshotsInFolder } from '@lastcall/history'
import type { CannotOpen } from '@lastcall/sqlite-file'
import type { KeyStore } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Context } from '../context'
import type { Installation } from '../config/load'
import { loadInstallation } from '../config/load'
import { readMasterKey } from '../config/master-key'
import type { Outcome, Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { NotYet } from '../terminal/not-yet'

export interface Opened {
  readonly installation: Installation
  readonly store: EventStore
  readonly feed: EventFeed
  readonly keys: KeyStore
  readonly snapshots: SnapshotStore
  readonly close: () => Promise<void>
}

const later = new Set<CannotOpen['is']>(['busy', 'disk full', 'failed'])

export const cannotOpenTrouble = (cannot: CannotOpen): Either<Trouble, never> =>
  trouble({
    ending: later.has(cannot.is) ? 'unavailable' : 'usage',
    is: cannot.is,
    what: cannot.why,
    where: cannot.path,
    todo: `${cannot.remedy.charAt(0).toUpperCase()}${cannot.remedy.slice(1)}.`,
  })

export interface OpenedFor {
  /**
   * A revocation never gives up: a lock or a full disk is waited for, in opening too, and this is told meanwhile that
   * what was asked for is not committed yet.
   */
  readonly notYet?: NotYet
}

export const open = async (
  configPath: string,
  { notYet }: OpenedFor = {},
): Promise<Either<Trouble, Opened>> => {
  const loaded = loadInstallation(configPath)
  if (loaded._tag === 'Left') return loaded
  const { config, pathOf } = loaded.right
  const master = readMasterKey(pathOf(config.masterKeyFile))
  if (master._tag === 'Left') return master
  const [{ openSqliteStore }, { keysInFile }] = await Promise.all([
    import('@lastcall/store-sqlite'),
    import('@lastcall/vault'),
  ])
  const log = await openSqliteStore(pathOf(config.store), notYet === undefined ? {} : { onWait: notYet })()
  if (log._tag === 'Left') return cannotOpenTrouble(log.left)
  const keys = await keysInFile(pathOf(config.keys), master.right)()
  if (keys._tag === 'Left') {
    await log.right.close()
    return cannotOpenTrouble(keys.left)
  }
  return right({
    installation: loaded.right,
    store: log.right.store,
    feed: log.right.feed,
    keys: keys.right,
    snapshots: snapshotsInFolder(pathOf(config.snapshots ?? 'snapshots')),
    close: async () => {
      await keys.right.close()
      await log.right.close()
    },
  })
}

const passing = new Set<string>(['busy', 'disk full'] satisfies CannotOpen['is'][])
const openAgainAfterMs = 500

const openPatiently = async (configPath: string, options: OpenedFor): Promise<Either<Trouble, Opened>> => {
  for (const began = performance.now(); ;) {
    const opened = await open(configPath, options)
    if (opened._tag === 'Right' || options.notYet === undefined || !passing.has(opened.left.is)) return opened
    const { what, where } = opened.left
    options.notYet(performance.now() - began, `${where ?? configPath}: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, openAgainAfterMs))
  }
}

/** Opens, works, closes. */
export const withOpened = async (
  { configPath }: Context,
  work: (opened: Opened) => Promise<Outcome>,
  options: OpenedFor = {},
): Promise<Outcome> => {
  const opened = await openPatiently(configPath, options)
  if (opened._tag === 'Left') return opened
  try {
    return await work(opened.right)
  } finally {
    await opened.right.close()
  }
}
