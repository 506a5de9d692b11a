/** The obstacles that show only when SQLite is asked, each with its remedy. */
import type { CannotOpen } from './cannot-open'
import { cannotOpen } from './cannot-open'
import { isSafe, oldestSafe } from './driver'
import type { Trouble } from './failure'
import { diskIsFull, fullRemedy, sentence, troubleOf } from './failure'

export const noDriver = (path: string, error: unknown): CannotOpen => {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const why = `no SQLite could be loaded: ${message}`
  return cannotOpen('no driver', path, why, 'install @photostructure/sqlite, or run Node 24.15 or newer')
}

/** Null: new enough. */
export const tooOld = (path: string, version: string): CannotOpen | null => {
  if (isSafe(version)) return null
  const why = `SQLite ${version} can lose committed data when two processes write (fixed in ${oldestSafe})`
  return cannotOpen('sqlite too old', path, why, `use SQLite ${oldestSafe} or newer`)
}

/** What the system says when a file beside the database cannot be made. */
const systems: Readonly<Record<string, Trouble>> = {
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
}

export const openingFailed = (path: string, error: unknown): CannotOpen => {
  switch (
    diskIsFull(path) ? 'full' : (systems[(error as NodeJS.ErrnoException).code ?? ''] ?? troubleOf(error))
  ) {
    case 'full':
      return cannotOpen('disk full', path, 'the disk that holds it is full', fullRemedy)
    case 'noDatabase':
      return cannotOpen('not a database', path, 'it is no SQLite file', 'name another file')
    case 'damaged':
      return cannotOpen('damaged', path, 'SQLite finds it damaged', 'take the last backup')
    case 'busy':
    case 'protocol':
      return cannotOpen('busy', path, 'another process keeps it locked', 'end that process, or try again')
    case 'readOnly':
    case 'cannotOpen': {
      const why = 'SQLite may not write it, or the files that it keeps beside it'
      return cannotOpen(
        'read-only',
        path,
        why,
        'give write permission on the file and its folder, or read a copy',
      )
    }
    default:
      return cannotOpen('failed', path, sentence(path, error), 'see what the system says about this place')
  }
}
