/** Where the recipients come from: a file that can be read twice, and so no pipe. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportProblem } from './problem'

export interface RecipientsSource {
  /** The name that the outreach keeps and shows (R13); sealed before it is stored. */
  readonly fileName: string
  /** Each call reads from the beginning. The iteration throws when the file cannot be read. */
  readonly open: () => AsyncIterable<Uint8Array>
}

/** The operating system's code; its message would hold the path. */
export const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? 'unknown'

const readAtOnce = 1 << 18

export const recipientsFile = async (path: string): Promise<Either<ImportProblem, RecipientsSource>> => {
  try {
    const found = await stat(path)
    if (!found.isFile()) return left({ is: 'not a file' })
  } catch (error) {
    return left({ is: 'file unreadable', why: codeOf(error) })
  }
  return right({
    fileName: basename(path),
    open: () => createReadStream(path, { highWaterMark: readAtOnce }),
  })
}
