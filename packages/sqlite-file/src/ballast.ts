/** A full disk refuses a stop as well: a file of real bytes lies beside the log, to be given up for that one append. */
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { freeBytes } from './place'

/** Room for a stop, the index that it may make grow (32 KiB a step), and what workers say about their last calls. */
const bytes = 16 * 1024 * 1024
/** Laid only where it does not itself fill the disk. */
const layAbove = 512 * 1024 * 1024
/** A stop takes a few pages of 4 KiB; with less than this its failure is a matter of room. */
const scarceBelow = 1024 * 1024

export const ballastOf = (path: string): string => `${path}-ballast`

/** Whether it lies there now. Real bytes that no file system can compress, on the disk before they have their name. */
export const layBallast = async (path: string): Promise<boolean> => {
  if (existsSync(ballastOf(path))) return true
  if ((freeBytes(path) ?? 0) < layAbove) return false
  const fresh = `${ballastOf(path)}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(fresh, 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(bytes))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, ballastOf(path))
    return true
  } catch {
    await rm(fresh, { force: true })
    return false
  }
}

/** True: the disk was full and some of it is free now, so that what failed may be tried again. */
export const dropBallast = (path: string): boolean => {
  const free = freeBytes(path)
  if (free === null || free >= scarceBelow || !existsSync(ballastOf(path))) return false
  try {
    rmSync(ballastOf(path))
    return true
  } catch {
    return false
  }
}
