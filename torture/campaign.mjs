/** The campaign of a round, made with the library, and its log as this process reads it. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { create, recipientsFile, rejectsFile, schedule, systemAmbient } from '@lastcall/campaigns'
import { snapshotsInFolder } from '@lastcall/history'
import { driver } from '@lastcall/sqlite-file'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { keysInFile, masterKey } from '@lastcall/vault'
import { mark, writePeople } from './people.mjs'

/** Right, or the round fails: nothing that is asked for here may be refused. */
export const must = (answer) => {
  if (answer._tag === 'Right') return answer.right
  throw new Error(JSON.stringify(answer.left))
}

const hexId = () => randomBytes(16).toString('hex')

/** Answers the path of the configuration. */
export const makeInstallation = (place, plan, port) => {
  const person = { user: userInfo().username, id: hexId(), roles: ['administrator', 'operator'] }
  const master = randomBytes(32).toString('hex')
  writeFileSync(join(place, 'master.key'), master, { mode: 0o600 })
  const config = {
    ...{ store: 'events.db', keys: 'keys.db', masterKeyFile: 'master.key', snapshots: 'snapshots' },
    people: [person],
    carrier: { simulator: { port } },
    trunk: { callsPerSecond: plan.callsPerSecond, channels: plan.channels },
    timing: plan.timing,
    // Its disks are small on purpose.
    minimumFreeMb: 0,
  }
  const path = join(place, 'lastcall.json')
  writeFileSync(path, JSON.stringify(config))
  return { path, actor: { id: person.id, roles: person.roles }, master }
}

export const openLog = async (place, master) => {
  const log = must(await openSqliteStore(join(place, 'events.db'))())
  const keys = must(await keysInFile(join(place, 'keys.db'), masterKey(Buffer.from(master, 'hex')))())
  return {
    ...systemAmbient,
    ...{ store: log.store, feed: log.feed, keys, verify: log.verify },
    snapshots: snapshotsInFolder(join(place, 'snapshots')),
    retainRecordsForMs: null,
    close: async () => {
      await keys.close()
      await log.close()
    },
  }
}

const settingsOf = ({ callsPerSecond, channels, retry }) => ({
  callerId: '+442079460000',
  messageSha256: '0'.repeat(64),
  // Around the clock, so that a round does not depend on the hour.
  hours: { opensMin: 0, closesMin: 1_440 },
  retry,
  pacing: { callsPerSecond, channels },
})

/** The only key of the file as it lies there, under the master key: after a deletion these bytes must be nowhere. */
export const wrappedKeyIn = (place) => {
  const { DatabaseSync } = driver()
  const database = new DatabaseSync(join(place, 'keys.db'), { readOnly: true })
  const { wrapped } = database.prepare('SELECT wrapped FROM campaign_key').get()
  database.close()
  return Buffer.from(wrapped)
}

/** Answers the ids of the campaign and of its outreaches. `folder`: where the recipient files are written. */
export const makeCampaign = async (log, actor, plan, folder) => {
  const { campaign } = must(await create(log)({ actor, name: mark, settings: settingsOf(plan) })())
  const outreaches = []
  let first = 0
  for (const { recipients, startsInMs } of plan.outreaches) {
    const file = join(folder, `${mark}-${outreaches.length}.csv`)
    writePeople(file, first, recipients)
    first += recipients
    const source = must(await recipientsFile(file))
    const rejects = rejectsFile(`${file}.rejected`)
    const startAtMs = Date.now() + startsInMs
    const done = await schedule(log)({ actor, campaign, source, startAtMs, rejects, defaultCountry: 'US' })()
    const { outreach, rejected } = must(done)
    if (rejected > 0) throw new Error(`${rejected} rows of ${file} were rejected`)
    outreaches.push(outreach)
  }
  return { campaign, outreaches }
}
