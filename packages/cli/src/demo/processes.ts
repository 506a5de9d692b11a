/** The processes of the demonstration: started, listened to, killed; none of them outlives it. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Started {
  readonly child: ChildProcess
  /** The first line of its standard output. Rejects when it ends without one. */
  readonly firstLine: Promise<string>
  /** All of its standard output, when it has ended. */
  readonly output: Promise<{ readonly code: number | null; readonly text: string }>
}

export interface Stage {
  /** Runs `lastcall` with these arguments; its standard error goes to `<name>.log` in the folder. */
  readonly start: (name: string, args: readonly string[]) => Started
  /** Ends whatever is still running. */
  readonly clear: () => void
}

const entry = join(__dirname, '..', 'main.js')

const listen = (child: ChildProcess): Omit<Started, 'child'> => {
  const lines: string[] = []
  const output = new Promise<{ code: number | null; text: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, text: lines.join('\n') })
    })
  })
  const firstLine = new Promise<string>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('nothing to listen to'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      resolve(line)
    })
    child.once('close', (code) => {
      reject(new Error(`a process ended before it said anything (exit code ${code ?? 'none'})`))
    })
  })
  // Not everybody waits for the first line.
  firstLine.catch(() => undefined)
  return { firstLine, output }
}

export const stageIn = (folder: string): Stage => {
  const running = new Set<ChildProcess>()
  const clear = (): void => {
    for (const child of running) child.kill('SIGKILL')
  }
  process.once('exit', clear)
  return {
    start: (name, args) => {
      const log = openSync(join(folder, `${name}.log`), 'a')
      const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', log] })
      closeSync(log)
      running.add(child)
      child.once('close', () => running.delete(child))
      return { child, ...listen(child) }
    },
    clear,
  }
}

/** Asks a process to leave, and makes it leave when it does not within `withinMs`. */
export const leave = async ({ child }: Started, withinMs: number): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'close')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), withinMs)
  await gone
  clearTimeout(late)
}
