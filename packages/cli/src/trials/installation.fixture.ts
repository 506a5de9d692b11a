/** An installation in a folder of its own, with whatever runs on it; all of it is gone after the test. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/config'
import type { Ended, Running, StartOptions } from './processes.fixture'
import type { Said } from './said.fixture'
import { started, until } from './processes.fixture'

/** Quick to notice and quick to expire, so that a test sees in a second what takes ten in life. */
export const quick = { permitMs: 300, silentForMs: 400, takeoverMs: 400, lookEveryMs: 100, drainMs: 8_000 }

export interface Told extends Ended {
  /** What `--json` printed. */
  readonly json: Said
}

export interface Network extends Running {
  readonly port: number
  readonly record: string
}

export interface Installation {
  readonly folder: string
  readonly path: (name: string) => string
  readonly config: string
  readonly configure: (change: Partial<Config>) => void
  /** Runs `lastcall --json …` to its end. */
  readonly lastcall: (...args: readonly string[]) => Promise<Told>
  /** Runs it without `--json`: what people see. */
  readonly shown: (...args: readonly string[]) => Promise<Ended>
  readonly start: (args: readonly string[], options?: Partial<StartOptions>) => Running
  /** `port` 0: any free one, put into the configuration. */
  readonly network: (options?: { port?: number; speed?: string }) => Promise<Network>
  readonly worker: (name: string, ...args: readonly string[]) => Running
  /** Ends everything that was started here; answers what each had to say. */
  readonly end: () => Promise<readonly Ended[]>
  readonly remove: () => Promise<void>
}

export const people = {
  olga: { user: 'olga', id: 'b'.repeat(32), roles: ['operator'] },
  greta: { user: 'greta', id: 'c'.repeat(32), roles: ['administrator'] },
} as const

const jsonOf = (out: string): Said => JSON.parse(out.trim().split('\n').at(-1) ?? '') as Said

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'lastcall-'))

/** The user of the tests is its administrator, and may act for olga, who is an operator. */
export const installation = async (folder = newFolder()): Promise<Installation> => {
  const path = (name: string): string => join(folder, name)
  const config = path('lastcall.json')
  const all: Running[] = []
  const start = (args: readonly string[], options: Partial<StartOptions> = {}): Running => {
    const running = started(['-c', config, ...args], { cwd: folder, ...options })
    all.push(running)
    return running
  }
  const configure = (change: Partial<Config>): void => {
    const now = JSON.parse(readFileSync(config, 'utf8')) as Config
    writeFileSync(config, JSON.stringify({ ...now, ...change }))
  }
  const lastcall = async (...args: readonly string[]): Promise<Told> => {
    const ended = await start(['--json', ...args]).end
    return { ...ended, json: jsonOf(ended.out || '{}') }
  }
  const network = async ({ port = 0, speed = '20' } = {}): Promise<Network> => {
    const record = path(`network-${all.length}.jsonl`)
    const args = ['network', '--port', String(port), '--record', record, '--seed', '7', '--speed', speed]
    const running = start(args)
    const line = await until('the network listens', () => running.out().includes('\n') && running.out())
    const listening = (JSON.parse(line) as { listening: { port: number } }).listening
    configure({ carrier: { simulator: { port: listening.port } } })
    return { ...running, port: listening.port, record }
  }
  const end = async (): Promise<readonly Ended[]> => {
    for (const { child } of all) child.kill('SIGCONT')
    return Promise.all(all.map(({ kill }) => kill('SIGKILL')))
  }
  await start(['init', folder]).end
  const [self] = (JSON.parse(readFileSync(config, 'utf8')) as Config).people
  configure({
    timing: quick,
    trunk: { callsPerSecond: 60, channels: 60 },
    people: [{ ...self, actsFor: ['olga'] }, people.olga, people.greta] as unknown as Config['people'],
  })
  return {
    ...{ folder, path, config, configure, lastcall, start, network, end },
    shown: (...args) => start(args).end,
    worker: (name, ...args) => start(['worker', '--name', name, ...args]),
    remove: async () => {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const self = userInfo().username
