/** Real processes: the `lastcall` command, run to its end or started and listened to; none outlives the bench. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const entry = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))
const usageHook = fileURLToPath(new URL('usage.cjs', import.meta.url))

const running = new Set()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

const begin = (args, options) => {
  const child = spawn(process.execPath, args, options)
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

const textOf = async (stream) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Runs a program of Node to its end: exit code, standard output, wall time in ms, peak memory and CPU time. */
export const measured = async (args) => {
  const folder = mkdtempSync(join(tmpdir(), 'lastcall-bench-usage-'))
  const file = join(folder, 'usage.json')
  try {
    const env = { ...process.env, BENCH_USAGE: file }
    const begun = performance.now()
    const child = begin(['-r', usageHook, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const closed = once(child, 'close')
    const [output, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
    const [code] = await closed
    const ms = performance.now() - begun
    if (code !== 0) throw new Error(`${args.slice(0, 6).join(' ')} ended with ${code}: ${errors}${output}`)
    return { output, ms, ...JSON.parse(readFileSync(file, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A `lastcall` command of an installation, run to its end: its answer, and what it cost. */
export const lastcall = async (config, ...args) => {
  const ran = await measured([entry, '--json', '-c', config, ...args])
  return { ...ran, answer: JSON.parse(ran.output) }
}

/** A `lastcall` process that stays: its first line of standard output (a promise), and ways to end it. */
export const start = (args, nodeArgs = []) => {
  const child = begin([...nodeArgs, entry, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const firstLine = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('close', (code) => reject(new Error(`lastcall ${args.join(' ')} ended with ${code}`)))
  })
  firstLine.catch(() => undefined)
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'close')
    child.kill(signal)
    await gone
  }
  return { child, firstLine, leave: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** The simulated network on a free port. `record`: where it writes what it saw. */
export const startNetwork = async ({ record, speed = 1, seed = 'bench' }) => {
  const args = ['network', '--port', '0', '--seed', seed, '--speed', String(speed), '--record', record]
  const network = start(args)
  const { listening } = JSON.parse(await network.firstLine)
  return { ...network, port: listening.port }
}
