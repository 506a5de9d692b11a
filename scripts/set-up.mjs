/** Does what is missing and nothing else: dependencies as the lock file has them, and a build of today's sources. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installed, root, run, runNode, seconds } from './run.mjs'

const read = (path) => readFileSync(join(root, path), 'utf8')

/** Why this Node cannot be used, or null. The range stands in package.json, `>=20.19`. */
export const tooOld = (version, range) => {
  const [major, minor] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = range.replace('>=', '').split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null
  return `Lastcall needs Node ${leastMajor}.${leastMinor} or newer; this is Node ${version}. See https://nodejs.org.`
}

/**
 * Whether everything in the lock file is there in its version. `there` is npm's own note of what it installed, so an
 * `npm install` by hand counts too, and one that was interrupted does not.
 */
export const isInstalled = (lock, there) =>
  Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.optional || wanted.devOptional || wanted.peer) return true
    return there.packages[path] !== undefined && there.packages[path].version === wanted.version
  })

const dependenciesStand = () => {
  const note = installed('.package-lock.json')
  if (!existsSync(note)) return false
  return isInstalled(JSON.parse(read('package-lock.json')), JSON.parse(readFileSync(note, 'utf8')))
}

const built = ['packages', 'examples']

/** What `tsc -b` reads. Tests are not built. */
const builtFrom = () => {
  const folders = built.flatMap((shelf) =>
    readdirSync(join(root, shelf), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, shelf, entry.name, 'tsconfig.json')))
      .map((entry) => join(shelf, entry.name)),
  )
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder, 'src'), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
      .map((file) => join(folder, 'src', file)),
  )
  const settings = folders.flatMap((folder) => [join(folder, 'tsconfig.json'), join(folder, 'package.json')])
  const shared = ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json']
  const packages = folders.filter((folder) => folder.startsWith('packages'))
  return { packages, files: [...shared, ...settings, ...sources].sort() }
}

const stamp = installed(join('.cache', 'lastcall', 'built'))

const digestOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

const step = async (what, work, advice) => {
  process.stderr.write(`${what} ... `)
  const { code, output, ms } = await work()
  if (code === 0) {
    process.stderr.write(`${seconds(ms)}\n`)
    return true
  }
  process.stderr.write(`failed after ${seconds(ms)}\n${output.trimEnd()}\n${advice}\n`)
  return false
}

/** npm as whoever started us has it: `npm start` says where its own program is. */
const npm = (...args) => {
  const own = process.env.npm_execpath
  return own?.endsWith('npm-cli.js')
    ? runNode([own, ...args])
    : run('npm', args, { shell: process.platform === 'win32' })
}

const install = () =>
  step(
    'Installing dependencies (npm ci)',
    () => npm('ci'),
    'npm ci failed. Is the package registry reachable? Once it is, the same command goes on from here.',
  )

const build = async ({ packages, files }) => {
  // Taken before the build: a file that changes meanwhile is built the next time.
  const digest = digestOf(files)
  const isBuilt = packages.every((folder) => existsSync(join(root, folder, 'dist', 'index.js')))
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true
  rmSync(stamp, { force: true })
  const built = await step(
    'Building (tsc -b)',
    () => runNode([installed('typescript/bin/tsc'), '-b']),
    'The sources do not compile; correct what is named above.',
  )
  if (!built) return false
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
  return true
}

/** True when everything stands. What is done, and what went wrong, is said on standard error. */
export const setUp = async () => {
  const refusal = tooOld(process.versions.node, JSON.parse(read('package.json')).engines.node)
  if (refusal !== null) {
    process.stderr.write(`${refusal}\n`)
    return false
  }
  if (!dependenciesStand() && !(await install())) return false
  return build(builtFrom())
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const stands = await setUp()
  if (stands) process.stderr.write('Everything is set up.\n')
  process.exitCode = stands ? 0 : 1
}
