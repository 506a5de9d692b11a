/** The same callers where an fsync takes as long as on slower disks; a process each, since it is the process that waits. */
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshFolder } from '../parts/place.mjs'

/** Milliseconds: an SSD without a capacitor, a volume over the network, a disk that turns. */
const disks = [2, 4, 8, 16]

const here = (name) => fileURLToPath(new URL(name, import.meta.url))

const builtIn = (folder) => {
  const library = join(folder, 'slow-disk.so')
  const built = spawnSync('cc', ['-shared', '-fPIC', '-o', library, here('slow-disk.c'), '-ldl'])
  return built.status === 0 ? library : null
}

/** Appends per second of each round, by disk. Null: this system lets nobody come between a program and its disk, or has no C compiler. */
export const onSlowerDisks = () => {
  const library = process.platform === 'linux' ? builtIn(freshFolder('slow-disk')) : null
  if (library === null) return null
  return disks.map((ms) => {
    const env = { ...process.env, LD_PRELOAD: library, LASTCALL_BENCH_FSYNC_US: String(ms * 1_000) }
    return { ms, ...JSON.parse(execFileSync(process.execPath, [here('pair.mjs')], { env })) }
  })
}
