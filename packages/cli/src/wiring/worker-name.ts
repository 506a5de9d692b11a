/** A worker's name: held by one process of a host, and in a log that hosts share told apart from those of other hosts. */
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import { cannotOpenTrouble } from './cannot-open'
import { newId } from './ids'
import type { Opened } from './open'

/** Random, made once for the folder in which this host's names are held. */
const idOf = (folder: string): string => {
  const path = `${folder}/.host`
  try {
    return readFileSync(path, 'utf8')
  } catch {
    const fresh = `${path}.${newId()}`
    writeFileSync(fresh, newId())
    try {
      linkSync(fresh, path)
    } catch {
      // Another worker was first; its id counts.
    }
    rmSync(fresh)
    return readFileSync(path, 'utf8')
  }
}

/** The name of the host is in it too: a folder may be copied to another one. */
const hostTag = (folder: string): string =>
  createHash('sha256')
    .update(`${hostname()}\n${idOf(folder)}`)
    .digest('hex')
    .slice(0, 8)

const tagged = (name: string, folder: string): Either<Trouble, string> => {
  try {
    return right(`${name}@${hostTag(folder)}`)
  } catch (error) {
    const what = `the id of this host cannot be kept (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`
    const todo = 'Make the folder writable for this user, with some room.'
    return trouble({ ending: 'unavailable', is: 'no host id', what, where: folder, todo })
  }
}

/**
 * Held until the process ends: its holder claims at once over an earlier life of the same name. The lock is of this
 * host, so in a log on a server the name is `name@tag`: two hosts that chose the same one would overtake each other.
 */
export const holdWorkerName = async (
  { installation, isShared }: Opened,
  name: string,
): Promise<Either<Trouble, string>> => {
  const { holdName } = await import('@lastcall/sqlite-file')
  const folder = installation.pathOf('workers')
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    // Holding the name in it says what is wrong, as for every other file.
  }
  const path = `${folder}/${name}.lock`
  const held = await holdName(path)()
  if (held._tag === 'Left') return cannotOpenTrouble(held.left)
  if (held.right.is === 'held') return isShared ? tagged(name, folder) : right(name)
  return trouble({
    ending: 'refused',
    is: 'name taken',
    what: 'a worker of this name is running',
    where: path,
    todo: 'Choose another with --name, or end that worker.',
  })
}
