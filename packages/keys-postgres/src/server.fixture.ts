/** A PostgreSQL of its own, in a temporary folder and on a free port of the loopback, for as long as the tests run. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const debian = '/usr/lib/postgresql'

/** The folder of the newest server's programs; null: none is installed. */
const programs = ((): string | null => {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
})()

/** PostgreSQL refuses to run as root: there it runs as the user that its package makes. */
const idOf = (flag: '-u' | '-g'): number =>
  Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
const runner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}

export const missing =
  programs === null
    ? 'PostgreSQL is not installed'
    : Number.isNaN(runner.uid)
      ? 'there is no user postgres'
      : null

export interface TestServer {
  readonly url: string
  /** Where its files are. */
  readonly folder: string
  readonly stop: () => void
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { readonly port: number }
      probe.close(() => resolve(port))
    })
  })

const run = (program: string, args: readonly string[]): void => {
  execFileSync(join(programs ?? '', program), args, {
    ...runner,
    cwd: tmpdir(),
    stdio: 'ignore',
    timeout: 60_000,
  })
}

export const startServer = async (): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  if (runner.uid !== undefined) chownSync(folder, runner.uid, runner.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  run('initdb', ['-D', data, '-U', 'lastcall', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'])
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  run('pg_ctl', ['-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', '-t', '60', 'start'])
  return {
    url: `postgres://lastcall@127.0.0.1:${port}/postgres`,
    folder: data,
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
