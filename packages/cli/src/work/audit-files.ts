/** Files that audit commands read and write; a file that is there is never overwritten. */
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'

export const readText = (path: string, what: string): Either<Trouble, string> => {
  try {
    return right(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = `${what} cannot be read (${codeOf(error)})`
    return trouble({ ending: 'usage', is: 'file unreadable', what: why, where: path, todo: 'Name the file.' })
  }
}

/** `mode`: who may read it, as the system has it. */
export const writeNew = (path: string, text: string, mode = 0o644): Either<Trouble, void> => {
  try {
    writeFileSync(path, text, { flag: 'wx', mode })
    return right(undefined)
  } catch (error) {
    const code = codeOf(error)
    const todo = code === 'EEXIST' ? 'Choose another name: nothing is overwritten.' : 'Choose another place.'
    return trouble({
      ending: 'usage',
      is: 'cannot write',
      what: `cannot be written (${code})`,
      where: path,
      todo,
    })
  }
}
