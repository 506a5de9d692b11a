/** An installation in a folder, as `lastcall init` makes it, and its log opened the way the command opens it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemAmbient } from '@lastcall/campaigns'
import { snapshotsInFolder } from '@lastcall/history'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { keysInFile, masterKey } from '@lastcall/vault'
import { measured, entry } from './command.mjs'

export const configIn = (folder) => join(folder, 'lastcall.json')

export const configured = (folder, more) => {
  const config = JSON.parse(readFileSync(configIn(folder), 'utf8'))
  writeFileSync(configIn(folder), `${JSON.stringify({ ...config, ...more }, null, 2)}\n`)
}

export const makeInstallation = async (folder, more = {}) => {
  await measured([entry, 'init', folder])
  // What is measured does not hang on how full the disk is.
  configured(folder, { minimumFreeMb: 0, ...more })
  return configIn(folder)
}

/** Right, or the bench fails: nothing that it does is expected to be refused. */
export const must = (answer) => {
  if (answer._tag === 'Right') return answer.right
  throw new Error(JSON.stringify(answer.left))
}

/** The world of the use cases, in this process. */
export const openLog = async (folder) => {
  const config = JSON.parse(readFileSync(configIn(folder), 'utf8'))
  const path = (name) => join(folder, name)
  const log = must(await openSqliteStore(path(config.store))())
  const master = masterKey(Buffer.from(readFileSync(path(config.masterKeyFile), 'utf8').trim(), 'hex'))
  const keys = must(await keysInFile(path(config.keys), master)())
  const [person] = config.people
  return {
    ...systemAmbient,
    store: log.store,
    feed: log.feed,
    keys,
    snapshots: snapshotsInFolder(path(config.snapshots)),
    retainRecordsForMs: null,
    actor: { id: person.id, roles: person.roles },
    close: async () => {
      await keys.close()
      await log.close()
    },
  }
}

/** Open around the clock, so that no figure depends on the hour. */
export const settings = (pacing, retry = { maxAttempts: 1, afterMs: {} }) => ({
  callerId: '+12025550100',
  messageSha256: '0'.repeat(64),
  hours: { opensMin: 0, closesMin: 1_440 },
  retry,
  pacing,
})
