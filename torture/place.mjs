/** Where a round keeps its log and keys: a plain folder, or a small disk of its own that can be filled. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const sizeMb = 32

const mount = (folder) => {
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder])
  return done.status === 0 ? null : (done.error?.message ?? done.stderr.toString('utf8').trim())
}

const unmount = (folder) => spawnSync('umount', ['--lazy', folder])

/** Null: small disks can be mounted here. Otherwise why not. */
export const whyNoSmallDisk = () => {
  const folder = mkdtempSync(join(tmpdir(), 'lastcall-torture-'))
  const why = mount(folder)
  if (why === null) unmount(folder)
  rmSync(folder, { recursive: true })
  return why
}

/** Byte by byte at the end: SQLite writes wherever there is room for a page. */
const fillWith = (path) => {
  const file = openSync(path, 'a')
  for (let size = 1 << 20; size >= 1;) {
    try {
      writeSync(file, Buffer.alloc(size))
    } catch {
      size >>= 4
    }
  }
  closeSync(file)
}

/** `folder` must not be there. The disk goes with the process, whatever ends it but a SIGKILL. */
export const placeAt = (folder, small) => {
  mkdirSync(folder, { recursive: true })
  const why = small ? mount(folder) : null
  const isSmall = small && why === null
  const leave = () => {
    if (isSmall) unmount(folder)
  }
  process.once('exit', leave)
  const filler = join(folder, 'filler')
  return {
    folder,
    isSmall,
    fill: () => fillWith(filler),
    free: () => rmSync(filler, { force: true }),
    /** What lies here, for whoever looks into a failure. */
    copyTo: (to) => cpSync(folder, to, { recursive: true }),
    remove: () => {
      leave()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
