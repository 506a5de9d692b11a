/** Holds a name exclusively: the lock is the kernel's, and dies with the process. */
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { resolve } from 'node:path'
import type { CannotOpen } from './cannot-open'
import { driver } from './driver'
import { isBusy } from './failure'
import { kindOfPlace, obstacleAt } from './place'
import { noDriver, openingFailed } from './refusals'

export type NameAnswer =
  | { readonly is: 'held'; readonly release: () => void }
  /** Another holder lives, in another process or in this one. */
  | { readonly is: 'taken' }

/** Nobody else refers to a holder who never lets go; a connection that is collected would let go for him. */
const holders = new Set<{ readonly close: () => void }>()

/** `path` is a file of the name's own, made when it is not there; it stays behind, empty. */
export const holdName =
  (at: string): TaskEither<CannotOpen, NameAnswer> =>
  async () => {
    const path = resolve(at)
    const obstacle = obstacleAt({ path, mode: 'write', kind: kindOfPlace })
    if (obstacle !== null) return left(obstacle)
    let DatabaseSync
    try {
      ;({ DatabaseSync } = driver())
    } catch (error) {
      return left(noDriver(path, error))
    }
    let database
    try {
      database = new DatabaseSync(path)
      database.exec('PRAGMA busy_timeout=0')
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      database?.close()
      return isBusy(error) ? right({ is: 'taken' }) : left(openingFailed(path, error))
    }
    const holder = database
    holders.add(holder)
    const release = (): void => {
      if (holders.delete(holder)) holder.close()
    }
    return right({ is: 'held', release })
  }
