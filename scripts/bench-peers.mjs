/** `npm run bench:peers`: the stores against others like them, which are installed by this command alone, apart. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const folder = join(root, 'bench', 'peers')

/** `sqlite3`, which Emmett needs, is compiled where no binary of it can be had: minutes, and a C++ compiler. */
const installed = () => {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return true
  process.stdout.write('Installing the peers in bench/peers ...\n')
  const args = ['ci', '--ignore-scripts=false', '--no-audit', '--no-fund']
  return spawnSync('npm', args, { cwd: folder, stdio: 'inherit' }).status === 0
}

const bench = () =>
  spawnSync(process.execPath, [join(root, 'scripts', 'bench.mjs'), 'peers'], { stdio: 'inherit' })

process.exitCode = installed() ? (bench().status ?? 1) : 1
