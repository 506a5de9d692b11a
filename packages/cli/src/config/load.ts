/** Reads the configuration of an installation: a folder with `lastcall.json` in it. */
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import { Config } from './config'
import { complaints, nearest, unknownKeys } from './problems'

export const configName = 'lastcall.json'

export interface Installation {
  readonly config: Config
  /** Absolute; what the configuration names is relative to it. */
  readonly folder: string
  readonly pathOf: (name: string) => string
}

const wrong = (path: string, what: string, todo: string): Either<Trouble, never> =>
  trouble({ ending: 'usage', is: 'bad configuration', what, where: path, todo })

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const parse = (path: string, text: string): Either<Trouble, unknown> => {
  try {
    return right(JSON.parse(text))
  } catch (error) {
    return wrong(path, `not JSON: ${reasonOf(error)}`, 'Mend the file; `lastcall init` shows how one looks.')
  }
}

/** Exported for tests: the text of a file at `path`. */
export const understandConfig = (path: string, text: string): Either<Trouble, Config> => {
  const value = parse(path, text)
  if (value._tag === 'Left') return value
  const [unknown] = unknownKeys(Config, value.right)
  if (unknown !== undefined) {
    const meant = nearest(Config, unknown)
    return wrong(
      path,
      `unknown key ${unknown}`,
      meant === null ? 'Remove it, or look it up in the README.' : `Did you mean ${meant}?`,
    )
  }
  const config = Config.decode(value.right)
  return config._tag === 'Right'
    ? config
    : wrong(path, complaints(config.left).join('; '), 'Mend these keys and run the command again.')
}

/** `path`: the configuration file, absolute or relative to the working folder. */
export const loadInstallation = (path: string): Either<Trouble, Installation> => {
  const file = resolve(path)
  const folder = dirname(file)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return wrong(
      file,
      isMissing ? 'there is no configuration' : reasonOf(error),
      isMissing
        ? 'Make one with `lastcall init`, or name it with --config.'
        : 'Make the file readable for this user.',
    )
  }
  const config = understandConfig(file, text)
  return config._tag === 'Left'
    ? config
    : right({ config: config.right, folder, pathOf: (name) => resolve(folder, name) })
}
