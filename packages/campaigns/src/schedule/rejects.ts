/**
 * The list of rejected rows, as CSV with line and reason. It repeats nothing of the rows: they stand in the user's
 * own file, and one more copy of personal data would be one that no deletion reaches.
 */
import type { FileHandle } from 'node:fs/promises'
import { open, readFile, rm } from 'node:fs/promises'
import { describeRow } from './describe'
import type { Rejected } from './problem'
import { codeOf } from './source'

export interface RejectsSink {
  /** Null, or the operating system's code of what went wrong. */
  readonly write: (text: string) => Promise<string | null>
  readonly close: () => Promise<string | null>
}

export const rejectsHeader = '"line","reason"\r\n'

/** Reasons are our own words: they begin with a letter or a digit, so a spreadsheet takes none for a formula. */
export const rejectsText = (rejected: readonly Rejected[]): string =>
  rejected
    .map(({ line, problem }) => `"${line}","${describeRow(problem).replaceAll('"', '""')}"\r\n`)
    .join('')

/** Whether the place may be written: nothing there, or an earlier list. Anything else is somebody's file. */
const isFree = async (path: string): Promise<boolean> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    codeOf(error) === 'ENOENT' ? '' : null,
  )
  return text === '' || text?.startsWith(rejectsHeader) === true
}

/** Made when the first row is rejected; an earlier list in its place is replaced, or removed when nothing is. */
export const rejectsFile = (path: string): RejectsSink => {
  let file: FileHandle | null = null
  const attempt = async (what: () => Promise<unknown>): Promise<string | null> => {
    try {
      await what()
      return null
    } catch (error) {
      return codeOf(error)
    }
  }
  return {
    write: async (text) => {
      if (file === null && !(await isFree(path))) return 'EEXIST'
      return attempt(async () => {
        file ??= await open(path, 'w', 0o600)
        await file.write(text)
      })
    },
    close: async () => {
      const written = file
      if (written !== null) return attempt(() => written.close())
      return (await isFree(path)) ? attempt(() => rm(path, { force: true })) : null
    },
  }
}
