/**
 * `with-engine.mjs COMMAND...`: runs it with a Docker engine of its own and the images that this machine can build. Where there
 * can be none it says why, and runs the command without. It installs nothing, pulls nothing and leaves nothing behind.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { root } from './run.mjs'
import { setUp } from './set-up.mjs'

/** Milliseconds. */
const [startsWithin, endsWithin, buildsWithin] = [20_000, 15_000, 120_000]

const say = (text) => process.stdout.write(`${text}\n`)
const succeeds = (program, args, env = process.env) =>
  spawnSync(program, args, { env, stdio: 'ignore', timeout: 10_000 }).status === 0

const holdsWithin = async (ms, holds) => {
  for (const until = Date.now() + ms; Date.now() < until; await setTimeout(100)) if (holds()) return true
  return holds()
}

/** What an engine that was killed leaves mounted, the innermost first. */
const unmountUnder = (folder) => {
  const mounted = readFileSync('/proc/mounts', 'utf8').split('\n')
  const paths = mounted
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
  for (const path of paths.sort((a, b) => b.length - a.length)) spawnSync('umount', ['-l', path])
}

/** In a folder of its own, and without a hand on the machine's bridges, packet filter or routes. */
const startEngine = async () => {
  if (!succeeds('docker', ['--version']) || !succeeds('dockerd', ['--version']))
    return 'Docker is not installed'
  if (process.getuid?.() !== 0) return 'only root can start a Docker engine'
  // Short: a socket's path may have 107 characters.
  const folder = mkdtempSync('/tmp/lastcall-engine-')
  const env = { ...process.env, DOCKER_HOST: `unix://${folder}/docker.sock` }
  const places = ['data-root', 'exec-root'].flatMap((name) => [`--${name}`, join(folder, name)])
  const untouched = ['iptables', 'ip6tables', 'ip-masq', 'ip-forward'].map((what) => `--${what}=false`)
  const network = ['--bridge=none', '--dns=127.0.0.1', ...untouched]
  const args = ['-H', env.DOCKER_HOST, '--pidfile', join(folder, 'pid'), ...places, ...network]
  const log = openSync(join(folder, 'log'), 'w')
  const manner = ['--shutdown-timeout=2', '--log-level=error']
  const dockerd = spawn('dockerd', [...args, ...manner], { stdio: ['ignore', log, log] })
  let gone = false
  for (const ending of ['error', 'exit']) dockerd.once(ending, () => (gone = true))
  const end = async () => {
    if (!gone) {
      const { stdout } = spawnSync('docker', ['ps', '--all', '--quiet'], { env, encoding: 'utf8' })
      const left = stdout.split(/\s+/).filter((id) => id !== '')
      spawnSync('docker', ['rm', '--force', '--volumes', ...left], { env })
      spawnSync('docker', ['network', 'prune', '--force'], { env })
      dockerd.kill('SIGTERM')
      if (!(await holdsWithin(endsWithin, () => gone))) dockerd.kill('SIGKILL')
    }
    unmountUnder(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  await holdsWithin(startsWithin, () => gone || succeeds('docker', ['version'], env))
  if (!gone && succeeds('docker', ['version'], env)) return { env, folder, end }
  const last = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').at(-1)
  await end()
  return `dockerd does not start here: ${last}`
}

/** The worker's image on this machine's own Node, and the stand-in for the log's server. Answers what it is called. */
const buildImages = ({ env, folder }) => {
  const context = join(folder, 'context')
  const run = (program, ...args) =>
    execFileSync(program, args, {
      env: { ...env, DOCKER_BUILDKIT: '0' },
      timeout: buildsWithin,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const build = (name, file, base, from) => {
    const how = ['--network=none', '-q', '-t', name, '-f', join(root, 'docker', file), '--build-arg', base]
    run('docker', 'build', ...how, from)
  }
  mkdirSync(context)
  cpSync(join(root, 'docker'), join(context, 'docker'), {
    recursive: true,
    filter: (path) => !path.endsWith('secrets'),
  })
  run(process.execPath, join(root, 'docker', 'assemble.mjs'), join(context, 'assembled'))
  run('sh', join(root, 'docker', 'trial', 'base-from-here.sh'), 'lastcall-base:trial')
  build('lastcall:trial', 'Dockerfile', 'BASE=lastcall-base:trial', context)
  build('lastcall-standin:trial', join('trial', 'eventstore.Dockerfile'), 'LASTCALL=lastcall:trial', context)
  return { LASTCALL_TRIAL: 'built', LASTCALL_EVENTSTORE_IMAGE: 'lastcall-standin:trial' }
}

/** What runs and hears of a signal. Asked to end before it began, nothing is begun; what was started here ends in any case. */
let child = null
let asked = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    asked = true
    child?.kill(signal)
  })

const runs = (env) =>
  new Promise((resolve) => {
    if (asked) return resolve(143)
    const [program, ...args] = process.argv.slice(2)
    child = spawn(program, args, { env, stdio: 'inherit' })
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 143))
  })

const begun = Date.now()
const engine = existsSync('/proc/mounts') ? await startEngine() : 'a Docker engine needs Linux'
if (typeof engine === 'string') {
  say(`no Docker engine of our own: ${engine}`)
  process.exitCode = await runs(process.env)
} else {
  try {
    let images = {}
    try {
      if (await setUp()) images = buildImages(engine)
      say(`Docker engine and images after ${Math.round((Date.now() - begun) / 1_000)} s`)
    } catch (error) {
      const said = String(error.stderr || error).trim()
      say(`no images of our own: ${said.split('\n').at(-1)}`)
    }
    process.exitCode = await runs({ ...engine.env, TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1', ...images })
  } finally {
    await engine.end()
  }
}
