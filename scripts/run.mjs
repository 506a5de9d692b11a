/** Runs a program of this repository's own node_modules under the Node that runs us: no shell, no PATH, any platform. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A program's entry, such as `typescript/bin/tsc`. */
export const installed = (path) => join(root, 'node_modules', path)

/** `1.2 s`, of milliseconds. */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

const endings = ['SIGINT', 'SIGTERM']

/**
 * Ends with the exit code, everything that was printed (with `stdio: 'pipe'`), and the duration in milliseconds.
 * Asked to end, we end what we started, and then ourselves: nothing outlives us and nothing else is begun.
 */
export const run = (command, args, { stdio = 'pipe', shell = false } = {}) =>
  new Promise((resolve) => {
    const begun = performance.now()
    const child = spawn(command, args, {
      cwd: root,
      shell,
      stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
    })
    const chunks = []
    let asked = null
    const end = (signal) => {
      asked = signal
      // A terminal's Ctrl-C has reached the child already; a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    const done = (code, more = '') => {
      for (const signal of endings) process.off(signal, end)
      if (asked !== null) process.exit(code || exitCodeOf(null, asked))
      const output = Buffer.concat(chunks).toString('utf8') + more
      resolve({ code, output, ms: performance.now() - begun })
    }
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    for (const signal of endings) process.on(signal, end)
    child.once('error', (error) => done(127, `${error.message}\n`))
    child.once('close', (code, signal) => done(exitCodeOf(code, signal)))
  })

/** The same for a JavaScript program. */
export const runNode = (args, options) => run(process.execPath, args, options)
