/** A PostgreSQL of its own for a trial, where one is installed: in a temporary folder, on the loopback. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const debian = '/usr/lib/postgresql'
const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
const programs = versions.map((version) => join(debian, version, 'bin')).find((bin) => existsSync(bin))

/** PostgreSQL refuses to run as root. */
const idOf = (flag: '-u' | '-g'): number =>
  Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
const runner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}

/** Null: there is one. */
export const missing =
  programs === undefined || Number.isNaN(runner.uid ?? 0) ? 'PostgreSQL is not installed' : null

export interface TestDatabase {
  readonly url: string
  readonly stop: () => void
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

const run = (program: string, ...args: readonly string[]): void =>
  void execFileSync(join(programs ?? '', program), args, {
    ...{ ...runner, cwd: tmpdir(), stdio: 'ignore', timeout: 60_000 },
  })

export const startDatabase = async (): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'lastcall-postgres-'))
  if (runner.uid !== undefined) chownSync(folder, runner.uid, runner.gid)
  const [data, port] = [join(folder, 'data'), await freePort()]
  run('initdb', '-D', data, '-U', 'lastcall', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  run('pg_ctl', '-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', '-t', '60', 'start')
  return {
    url: `postgres://lastcall@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
