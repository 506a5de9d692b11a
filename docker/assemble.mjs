/**
 * `assemble.mjs FOLDER`: everything that the command needs to run and nothing else: the packages as built, the dependencies
 * that they declare, and what this folder starts. Dependencies are installed and sources built first where that is missing;
 * a context that brings `assembled/` has all of it done.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** The stand-in of the log's server is 60 kB more, and lets the compose files be tried where no image can be pulled. */
const started = ['@lastcall/cli', '@lastcall/eventstoredb-standin']
const beside = [
  'docker/health.mjs',
  'docker/user.mjs',
  'docker/campaign.mjs',
  'examples/recipients.csv',
  'LICENSE',
]

const readPackage = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** Where Node finds it, from `folder`. Null: it is not there. */
const find = (name, folder) => {
  for (let at = folder; ; at = dirname(at)) {
    const there = join(at, 'node_modules', name)
    if (existsSync(join(there, 'package.json'))) return there
    if (at === root || at === dirname(at)) return null
  }
}

/** Folders of everything that is loaded, as it lies in node_modules: links are not followed. */
const closure = () => {
  const [found, waiting] = [new Set(), started.map((name) => find(name, root))]
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (folder === null) throw new Error('a dependency is not installed')
    if (found.has(folder)) continue
    found.add(folder)
    const { dependencies = {}, optionalDependencies = {} } = readPackage(folder)
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const there = find(name, realpathSync(folder))
      if (there !== null) waiting.push(there)
      else if (!(name in optionalDependencies)) throw new Error(`${name} of ${folder} is not installed`)
    }
  }
  return found
}

const platform = `${process.platform}-${process.arch}`

/** Not read when it runs: types, maps, sources of native code, binaries of other platforms, tests of others. */
const isNeeded = (path) => {
  if (/\.(d\.[cm]?ts|map|tsbuildinfo|md|markdown|c|cc|cpp|h|gyp)$/i.test(path)) return false
  const parts = path.split(sep)
  const prebuilt = parts.indexOf('prebuilds')
  return prebuilt === -1 || parts[prebuilt + 1] === undefined || parts[prebuilt + 1] === platform
}

const assemble = (to) => {
  const copy = (from) => {
    const isOwn = (path) => !relative(from, path).split(sep).includes('node_modules')
    cpSync(from, join(to, relative(root, from)), {
      recursive: true,
      filter: (path) => isOwn(path) && isNeeded(relative(root, path)),
    })
  }
  for (const folder of closure()) {
    const real = realpathSync(folder)
    if (real === folder) {
      copy(folder)
      continue
    }
    for (const part of ['package.json', 'dist']) copy(join(real, part))
    const link = join(to, relative(root, folder))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(relative(dirname(folder), real), link)
  }
  for (const file of beside) copy(join(root, file))
}

const [to] = process.argv.slice(2)
const ready = join(root, 'assembled')
// Copied, not moved: a layer of an image is a file system of its own.
if (existsSync(ready)) cpSync(ready, to, { recursive: true, verbatimSymlinks: true })
else {
  const { setUp } = await import('../scripts/set-up.mjs')
  if (await setUp()) assemble(to)
  else process.exitCode = 1
}
