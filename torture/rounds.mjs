/** Runs rounds, several side by side, each a process of its own: one that hangs or dies is a failure of its seed. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../scripts/run.mjs'

const entry = join(root, 'torture', 'round.mjs')
const longestMs = 600_000

const running = new Set()
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

const failed = (seed, why) => ({ seed, problems: [why], story: [], counts: {}, stops: [] })

const runRound = (seed, folder, args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [entry, String(seed), folder, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    const [out, err] = [[], []]
    child.stdout.on('data', (bytes) => out.push(bytes))
    child.stderr.on('data', (bytes) => err.push(bytes))
    const late = setTimeout(() => child.kill('SIGTERM'), longestMs)
    child.once('close', (code, signal) => {
      clearTimeout(late)
      running.delete(child)
      const text = Buffer.concat(out).toString('utf8')
      if (code === 0 && text !== '') return resolve(JSON.parse(text))
      resolve(failed(seed, `the round ended with ${code ?? signal}: ${Buffer.concat(err).toString('utf8')}`))
    })
  })

/** `onResult` hears of each as it ends. Answers all of them in the order in which they ended. */
export const runRounds = async ({ rounds, seed, jobs, bail, keep }, folder, smallDisks, onResult) => {
  const results = []
  let next = 0
  let isOver = false
  const job = async () => {
    while (next < rounds && !isOver) {
      const own = seed + next
      next += 1
      const args = [smallDisks ? 'yes' : 'no', keep ? 'keep' : 'tidy']
      const result = await runRound(own, join(folder, String(own)), args)
      results.push(result)
      if (bail && result.problems.length > 0) isOver = true
      onResult(result)
    }
  }
  await Promise.all(Array.from({ length: jobs }, job))
  return results
}
