/**
 * The list of rejected rows, as CSV with line and reason. It repeats nothing of the rows: they stand in the user's
 * own file, and one more copy of personal data would be one that no deletion reaches.
 */
import { rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
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

/** Made when the first row is rejected; a list of an earlier import in its place is removed. */
export const rejectsFile = (path: string): RejectsSink => {
  let file: ReturnType<typeof createWriteStream> | null = null
  let failed: string | null = null
  const opened = (): ReturnType<typeof createWriteStream> => {
    file ??= createWriteStream(path, { mode: 0o600 }).on('error', (error) => (failed ??= codeOf(error)))
    return file
  }
  return {
    write: (text) =>
      new Promise((resolve) => {
        opened().write(text, (error) => resolve(error == null ? failed : codeOf(error)))
      }),
    close: async () => {
      const last = file
      if (last === null) {
        await rm(path, { force: true }).catch((error: unknown) => (failed ??= codeOf(error)))
        return failed
      }
      return new Promise((resolve) => last.end(() => resolve(failed)))
    },
  }
}
