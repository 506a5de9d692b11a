/** A Docker engine for a test: the one that answers, else one of our own where that can be started; else why there is none. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Milliseconds. */
const startsWithin = 20_000
const endsWithin = 15_000

/** Everything here waits without letting go: whether a test is skipped must be known before tests are told. */
export interface Engine {
  /** What its clients need in their environment. */
  readonly env: NodeJS.ProcessEnv
  /** Such as `["docker-compose"]`; null: there is none. */
  readonly compose: readonly string[] | null
  /** Again is harmless. */
  readonly end: () => void
}

const answers = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): boolean =>
  spawnSync(program, args, { env, stdio: 'ignore', timeout: 10_000 }).status === 0

const composeOf = (env: NodeJS.ProcessEnv): readonly string[] | null => {
  if (answers('docker', ['compose', 'version'], env)) return ['docker', 'compose']
  return answers('docker-compose', ['version'], env) ? ['docker-compose'] : null
}

const holdsWithin = (ms: number, holds: () => boolean): boolean => {
  for (const until = Date.now() + ms; ; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)) {
    if (holds()) return true
    if (Date.now() > until) return false
  }
}

const hasBridge = (): boolean => existsSync('/sys/class/net/docker0')

/** What an engine that was ended leaves mounted under its folder, the innermost first. */
const mountsUnder = (folder: string): readonly string[] =>
  readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)

/** With a folder of its own for everything, and without a hand on the machine's packet filter. */
const startOwn = (): Engine | string => {
  const hadBridge = hasBridge()
  // Short: a socket's path may have 107 characters.
  const folder = mkdtempSync('/tmp/lastcall-engine-')
  const host = `unix://${folder}/docker.sock`
  const places = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')]
  const network = ['--iptables=false', '--ip6tables=false', '--ip-masq=false', '--ip-forward=false']
  const args = ['-H', host, '--pidfile', join(folder, 'pid'), ...places, ...network, '--log-level', 'error']
  const log = join(folder, 'log')
  const started = ['-c', 'dockerd "$@" >"$0" 2>&1 </dev/null & echo $!', log, ...args]
  const pid = Number(execFileSync('sh', started, { encoding: 'utf8' }))
  // Of a process that has ended and is not waited for there is no `exe` either.
  const isGone = (): boolean => !existsSync(`/proc/${pid}/exe`)
  const end = (): void => {
    process.off('exit', end)
    if (!existsSync(folder)) return
    if (!isGone()) process.kill(pid, 'SIGTERM')
    if (!holdsWithin(endsWithin, isGone)) process.kill(pid, 'SIGKILL')
    for (const path of mountsUnder(folder)) spawnSync('umount', ['-l', path])
    rmSync(folder, { recursive: true, force: true })
    if (!hadBridge && hasBridge()) spawnSync('ip', ['link', 'delete', 'docker0'])
  }
  process.once('exit', end)
  const env = { ...process.env, DOCKER_HOST: host }
  holdsWithin(startsWithin, () => isGone() || answers('docker', ['version'], env))
  if (!isGone() && answers('docker', ['version'], env)) return { env, compose: composeOf(env), end }
  const last = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? ''
  end()
  return `dockerd does not start here: ${last}`
}

/** A text: why there is no engine. */
export const engine = (): Engine | string => {
  if (!answers('docker', ['--version'])) return 'Docker is not installed'
  if (answers('docker', ['version']))
    return { env: process.env, compose: composeOf(process.env), end: () => undefined }
  if (!answers('dockerd', ['--version'])) return 'no Docker engine answers, and none is installed'
  return process.getuid?.() === 0 ? startOwn() : 'no Docker engine answers, and only root can start one'
}
