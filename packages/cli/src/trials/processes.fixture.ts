/** Real `lastcall` processes, as a shell would start them: `dist/main.js`, which `npm test` builds before it tests. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

export const main = resolve(__dirname, '..', '..', 'dist', 'main.js')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly end: Promise<Ended>
  /** Sends it, and waits for the end. */
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>
}

export interface StartOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Instead of `node main.js`: a program that starts it. */
  readonly through?: (command: readonly string[]) => readonly string[]
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export const started = (args: readonly string[], { cwd, env, through }: StartOptions): Running => {
  if (!existsSync(main)) throw new Error('build first: npx tsc -b packages/cli')
  const command = [process.execPath, main, ...args]
  const [program = '', ...rest] = through === undefined ? command : through(command)
  const child = spawn(program, rest, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
  running.add(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()))
  const end = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      done({ code, signal, out, err })
    })
  })
  const kill = (signal: NodeJS.Signals): Promise<Ended> => {
    child.kill(signal)
    return end
  }
  return { child, out: () => out, err: () => err, end, kill }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Asks until there is an answer. The bound is for failures; successes come long before it. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  withinMs = 30_000,
): Promise<T> => {
  for (const end = Date.now() + withinMs; ; await pause(50)) {
    const answer = await ask()
    if (answer !== null && answer !== false) return answer
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
  }
}
