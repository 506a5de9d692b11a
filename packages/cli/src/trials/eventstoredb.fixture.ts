/** A stand-in for EventStoreDB as a process of its own, as a server is: it runs what is built. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const built = join(dirname(require.resolve('@lastcall/eventstoredb-standin/package.json')), 'dist', 'main.js')

export interface Server {
  readonly child: ChildProcess
  readonly address: string
  readonly end: () => Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export const startServer = async (): Promise<Server> => {
  if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/eventstoredb-standin')
  const child = spawn(process.execPath, [built, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  running.add(child)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    child,
    address: said.toString().trim(),
    end: async () => {
      running.delete(child)
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
