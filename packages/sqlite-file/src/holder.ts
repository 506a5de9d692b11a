/** Who holds the write lock of a file, as Linux tells it. For people who wait: a frozen process lets go of nothing. */
import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs'

export interface Holder {
  readonly pid: number
  /** Name of the program, without its arguments. */
  readonly program: string
  /** Stopped by a signal: it goes on when it gets SIGCONT, and not before. */
  readonly isStopped: boolean
  /** False: the table of locks cannot be seen here (sandboxes), and this is the one stopped process that has the file open. */
  readonly isCertain: boolean
}

/** The byte of the `-shm` file that writers lock (WAL_WRITE_LOCK, sqlite.org/walformat.html). */
const writeLock = 120

/** Who asks has the file open itself, so where the table tells anything it has a line of this file. */
export const isListedIn = (locks: string, inode: number): boolean =>
  locks.split('\n').some((line) =>
    line
      .trim()
      .split(/\s+/)
      .some((word) => word.endsWith(`:${inode}`)),
  )

/** The process that holds the write lock of the `-shm` file with this inode; null: none that can be seen here. */
export const pidIn = (locks: string, inode: number): number | null => {
  for (const line of locks.split('\n')) {
    // 1: POSIX  ADVISORY  WRITE 23458 fe:00:11663930 120 120
    const [, , , kind, pid, file, from, to] = line.trim().split(/\s+/)
    if (kind !== 'WRITE' || Number(file?.split(':')[2]) !== inode) continue
    const isHeld = Number(from) <= writeLock && (to === 'EOF' || Number(to) >= writeLock)
    // Another container's process has the number 0 or -1.
    if (isHeld && Number(pid) > 0) return Number(pid)
  }
  return null
}

/** Name and state in `/proc/<pid>/stat`; the name is in parentheses and may hold some. */
export const programIn = (stat: string): Pick<Holder, 'program' | 'isStopped'> => {
  const end = stat.lastIndexOf(')')
  const state = stat.slice(end + 2, end + 3)
  return { program: stat.slice(stat.indexOf('(') + 1, end), isStopped: state === 'T' || state === 't' }
}

/** Inodes are counted for each disk: nobody is named who does not have this very file open. */
const hasOpen = (pid: number, path: string): boolean =>
  readdirSync(`/proc/${pid}/fd`).some((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`) === path
    } catch {
      return false
    }
  })

const at = (pid: number): Pick<Holder, 'program' | 'isStopped'> =>
  programIn(readFileSync(`/proc/${pid}/stat`, 'utf8'))

/** Of several nobody is suspected: only one of them can be it. */
const suspect = (path: string): Holder | null => {
  const suspects = readdirSync('/proc').flatMap((name): readonly Holder[] => {
    const pid = Number(name)
    try {
      if (!(pid > 0) || pid === process.pid) return []
      const what = at(pid)
      return what.isStopped && hasOpen(pid, path) ? [{ pid, ...what, isCertain: false }] : []
    } catch {
      // Another user's, or gone meanwhile.
      return []
    }
  })
  return suspects.length === 1 ? (suspects[0] ?? null) : null
}

const linuxLocks = (): string => {
  try {
    return readFileSync('/proc/locks', 'utf8')
  } catch {
    return ''
  }
}

/** Null: nobody holds it, or it cannot be told (another system, another user, another container). */
export const holderOf = (path: string, readLocks = linuxLocks): Holder | null => {
  if (process.platform !== 'linux') return null
  try {
    const shared = realpathSync(`${path}-shm`)
    const { ino } = statSync(shared)
    const locks = readLocks()
    if (!isListedIn(locks, ino)) return suspect(shared)
    const pid = pidIn(locks, ino)
    if (pid === null || pid === process.pid || !hasOpen(pid, shared)) return null
    return { pid, ...at(pid), isCertain: true }
  } catch {
    return null
  }
}
