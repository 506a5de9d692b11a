/** Makes an installation: configuration, master key and an administrator, in a folder where there is none. */
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { ActorId } from '@lastcall/domain'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { Config } from './config'
import { configName } from './load'
import { writeMasterKey } from './master-key'

const simulatorPort = 5070

/** What is not in it has its usual value. */
export const freshConfig = (more: Partial<Config> = {}): Config => ({
  store: 'events.db',
  keys: 'keys.db',
  masterKeyFile: 'master.key',
  snapshots: 'snapshots',
  people: [
    {
      user: userInfo().username,
      id: randomBytes(16).toString('hex') as ActorId,
      roles: ['administrator', 'operator'],
    },
  ],
  carrier: { simulator: { port: simulatorPort } },
  trunk: { callsPerSecond: 10, channels: 20 },
  ...more,
})

/** Answers the path of the configuration. Nothing that is there is changed. */
export const initialise = (folder: string, more: Partial<Config> = {}): Either<Trouble, string> => {
  const path = join(folder, configName)
  if (existsSync(path))
    return trouble({
      ending: 'refused',
      is: 'installation exists',
      what: 'there is an installation already',
      where: path,
      todo: 'Use it, or choose another folder.',
    })
  const config = freshConfig(more)
  try {
    mkdirSync(folder, { recursive: true })
    writeMasterKey(join(folder, config.masterKeyFile))
    writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    return trouble({
      ending: 'usage',
      is: 'cannot write',
      what: error instanceof Error ? error.message : String(error),
      where: folder,
      todo: 'Choose a folder that this user may write.',
    })
  }
  return right(path)
}
