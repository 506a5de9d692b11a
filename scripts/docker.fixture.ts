/** The images and the compose files as a test brings them up: built from this machine, and gone afterwards. */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Engine } from './docker-engine.fixture'

const root = join(__dirname, '..')
const trial = join(root, 'docker', 'trial')
const debian = '/usr/lib/postgresql'
/** PostgreSQL's version here. Undefined: none. */
export const postgres = existsSync(debian) ? readdirSync(debian).sort().at(-1) : undefined

export interface Told {
  readonly code: number
  readonly out: string
}

export interface Trial {
  readonly docker: (...args: readonly string[]) => string
  readonly build: () => void
  /** Runs to its end, whatever that is. Its standard error is in what it told. */
  readonly compose: (...args: readonly string[]) => Promise<Told>
  /** The id of a service's container. */
  readonly container: (service: string) => Promise<string>
  readonly folder: string
  readonly image: string
  readonly remove: () => Promise<void>
}

/** Quick to notice a death, so that a test sees in a second what takes ten in life. */
const timing = { permitMs: 500, silentForMs: 1_000, takeoverMs: 1_000, lookEveryMs: 200 }

/** docker/ in a folder of its own: with secrets, and without a hand on those of this checkout. */
const copied = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lastcall-compose-'))
  const to = join(folder, 'docker')
  cpSync(join(root, 'docker'), to, { recursive: true, filter: (path) => !path.endsWith('secrets') })
  execFileSync('sh', [join(to, 'secrets.sh')])
  const config = join(to, 'lastcall.json')
  const written = JSON.parse(readFileSync(config, 'utf8')) as object
  writeFileSync(config, JSON.stringify({ ...written, timing }), { mode: 0o644 })
  return folder
}

export const newTrial = (engine: Engine): Trial => {
  const folder = copied()
  const project = `lastcall-${process.pid}`
  // Built by with-engine.mjs, which ends with everything that is in its engine.
  const [image, store] = ['lastcall:trial', 'lastcall-standin:trial']
  const [server, keys] = [`${project}-postgres:trial`, `${project}-keys:trial`]
  const env = {
    ...process.env,
    DOCKER_BUILDKIT: '0',
    COMPOSE_PROJECT_NAME: project,
    LASTCALL_IMAGE: image,
    LASTCALL_STORE_IMAGE: store,
    LASTCALL_KEYS_IMAGE: keys,
  }
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { env, encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] })
  const docker = (...args: readonly string[]): string => run('docker', ...args).trim()
  const build = (): void => {
    if (postgres === undefined) return
    const home = join(debian, postgres)
    const bin = join(home, 'bin')
    const programs = ['postgres', 'initdb', 'pg_isready'].map((name) => join(bin, name))
    const shared = [join(home, 'lib'), `/usr/share/postgresql/${postgres}`, '/usr/share/zoneinfo']
    run('sh', join(trial, 'base-from-here.sh'), server, '/bin/sh', ...programs, ...shared)
    const of = ['--build-arg', `BASE=${server}`, '--build-arg', `BIN=${bin}`]
    const file = join(trial, 'keys.Dockerfile')
    docker('build', '--network', 'none', '-q', '-t', keys, '-f', file, ...of, folder)
  }

  const compose = async (...args: readonly string[]): Promise<Told> => {
    const [program = '', ...before] = engine.compose ?? []
    const all = [...before, '-f', join(folder, 'docker', 'compose.yaml'), ...args]
    const given = { env, timeout: 90_000 }
    try {
      const { stdout, stderr } = await promisify(execFile)(program, all, given)
      return { code: 0, out: stdout + stderr }
    } catch (error) {
      const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string }
      return { code: typeof code === 'number' ? code : 1, out: stdout + stderr }
    }
  }

  return {
    ...{ docker, build, compose, folder, image },
    container: async (service) => (await compose('ps', '-q', service)).out.trim().split('\n').at(-1) ?? '',
    remove: async () => {
      if (engine.compose !== null) await compose('down', '--volumes', '--remove-orphans', '--timeout', '1')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
