/** Looks at where a file lies before SQLite touches it. The file itself is never opened here: closing it would
 * drop the locks that this process holds on it. */
import { accessSync, constants, existsSync, statSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CannotOpen } from './cannot-open'
import { cannotOpen } from './cannot-open'

/** Kinds of file systems by Linux's number for them (statfs(2)): WAL needs memory that all its users share. */
const remote: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x01021997, '9p'],
  [0x65735546, 'FUSE'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x0bd00bd0, 'Lustre'],
])

/** The number of the file system that holds a folder; only Linux's are known. */
export type KindOfPlace = (folder: string) => number

export const kindOfPlace: KindOfPlace = (folder) =>
  process.platform === 'linux' ? statfsSync(folder).type >>> 0 : 0

/** On the disk where a file lies or is to lie; null: it cannot be told. */
export const freeBytes = (path: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return null
  }
}

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

export interface Wanted {
  readonly path: string
  readonly mode: 'write' | 'read'
  readonly kind: KindOfPlace
}

/** The obstacle, or null where there is none. */
export const obstacleAt = ({ path, mode, kind }: Wanted): CannotOpen | null => {
  const folder = dirname(path)
  if (!existsSync(folder)) {
    return cannotOpen(
      'folder missing',
      path,
      `the folder ${folder} does not exist`,
      'create it, or name another',
    )
  }
  const network = remote.get(kind(folder))
  if (network !== undefined) {
    const why = `it lies on a network file system (${network}), where writers of several hosts lose data`
    return cannotOpen('network file system', path, why, 'put it on a disk of this machine')
  }
  if (!existsSync(path)) {
    if (mode === 'read') return cannotOpen('file missing', path, 'there is no such file', 'check the path')
  } else if (!statSync(path).isFile()) {
    return cannotOpen('not a database', path, 'it is no file', 'name a file')
  } else if (mode === 'write' && !mayWrite(path)) {
    return cannotOpen('read-only', path, 'the file is read-only for this user', 'give write permission')
  }
  if (mode === 'write' && !mayWrite(folder)) {
    const why = `the folder ${folder} is read-only for this user, and SQLite keeps files beside the database`
    return cannotOpen('read-only', path, why, 'give write permission on the folder')
  }
  return null
}
