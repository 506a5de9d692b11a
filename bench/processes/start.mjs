/** Starts one of the processes of `works.mjs`, and hears what it says. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const works = fileURLToPath(new URL('works.mjs', import.meta.url))

export const startWork = async (what, log, hear = () => undefined) => {
  const child = spawn(process.execPath, [works, what, log], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const ready = once(lines, 'line')
  // A process that is killed may leave half a line: it said nothing then.
  lines.on('line', (line) => {
    try {
      hear(JSON.parse(line))
    } catch {
      return
    }
  })
  const ended = once(child, 'close')
  await ready
  return {
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
