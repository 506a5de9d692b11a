/** Snapshots as files in one folder, replaced by rename, each with a digest so that a torn one is not believed. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SnapshotStore } from './port'

const digestBytes = 32
const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export const snapshotsInFolder = (folder: string): SnapshotStore => {
  const fileOf = (name: string): string => join(folder, `${name}.snapshot`)
  return {
    load: (name) => async () => {
      try {
        const file = await readFile(fileOf(name))
        const bytes = file.subarray(digestBytes)
        return digest(bytes).equals(file.subarray(0, digestBytes)) ? new Uint8Array(bytes) : null
      } catch {
        return null
      }
    },
    save: (name, bytes) => async () => {
      // Of its own: two savings at once must not write into one file and rename it half written.
      const temporary = `${fileOf(name)}.${randomUUID()}.new`
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(temporary, Buffer.concat([digest(bytes), bytes]))
        await rename(temporary, fileOf(name))
        return true
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined)
        return false
      }
    },
    remove: (name) => async () => {
      try {
        await rm(fileOf(name), { force: true })
        return true
      } catch {
        return false
      }
    },
  }
}
