/** Writing a file piece by piece, with its length and digest at the end; what is there already is never overwritten. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileEntry } from './manifest'

export interface Writing {
  readonly write: (text: string) => Promise<void>
  /** Flushed to the disk. */
  readonly end: () => Promise<FileEntry>
}

const bufferedAtMost = 1 << 20

export const begin = async (folder: string, name: string): Promise<Writing> => {
  const file = await open(join(folder, name), 'wx')
  const sha256 = createHash('sha256')
  let bytes = 0
  let held = ''
  const flush = async (): Promise<void> => {
    const piece = Buffer.from(held)
    held = ''
    sha256.update(piece)
    bytes += piece.length
    await file.writeFile(piece)
  }
  return {
    write: async (text) => {
      held += text
      if (held.length >= bufferedAtMost) await flush()
    },
    end: async () => {
      await flush()
      await file.sync()
      await file.close()
      return { name, bytes, sha256: sha256.digest('hex') }
    },
  }
}
