/** Who holds the write lock of a file, as Linux tells it. For people who wait: a frozen process lets go of nothing. */
import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs'

export interface Holder {
  readonly pid: number
  /** Name of the program, without its arguments. */
  readonly program: string
  /** Stopped by a signal: it goes on when it gets SIGCONT, and not before. */
  readonly isStopped: boolean
}

/** The byte of the `-shm` file that writers lock (WAL_WRITE_LOCK, sqlite.org/walformat.html). */
const writeLock = 120

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

/** Null: nobody holds it, or it cannot be told (another system, another user, another container). */
export const holderOf = (path: string): Holder | null => {
  if (process.platform !== 'linux') return null
  try {
    const shared = realpathSync(`${path}-shm`)
    const pid = pidIn(readFileSync('/proc/locks', 'utf8'), statSync(shared).ino)
    if (pid === null || pid === process.pid || !hasOpen(pid, shared)) return null
    return { pid, ...programIn(readFileSync(`/proc/${pid}/stat`, 'utf8')) }
  } catch {
    return null
  }
}
