/** Why a file was not opened: what is wrong, where, and what to do about it. */

export type Obstacle =
  | 'no driver'
  | 'sqlite too old'
  | 'folder missing'
  | 'file missing'
  | 'network file system'
  | 'not a database'
  | 'other application'
  | 'newer version'
  | 'not migrated'
  | 'read-only'
  | 'disk full'
  | 'damaged'
  | 'busy'
  | 'failed'

export interface CannotOpen {
  readonly is: Obstacle
  /** The file that was to be opened. */
  readonly path: string
  /** What is wrong, one sentence. */
  readonly why: string
  /** What to do, one sentence. */
  readonly remedy: string
}

export const cannotOpen = (is: Obstacle, path: string, why: string, remedy: string): CannotOpen => ({
  is,
  path,
  why,
  remedy,
})

/** `events.db: it was written by a newer version (7; this one knows 3). Use a newer version of this program.` */
export const describeCannotOpen = ({ path, why, remedy }: CannotOpen): string => {
  const end = remedy === '' ? '' : ` ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`
  return `${path}: ${why}.${end}`
}
