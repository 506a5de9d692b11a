/** Thirty rounds of real processes that are killed, frozen and restarted; the first bad one fails, with its seed. */
import { afterAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { ask } from '../scripts/module.fixture'

const onPosix = process.platform === 'win32' ? test.skip : test

/** Other tests measure time meanwhile, and go first; they must not keep these processes from their turn, though. */
const niceness = 5

const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGTERM')
})

const torture = (...args: readonly string[]): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(__dirname, 'main.mjs'), ...args], { stdio: 'pipe' })
    started.push(child)
    if (child.pid !== undefined) setPriority(child.pid, niceness)
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')))
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')))
    child.once('close', (code) => resolve({ code, said }))
  })

// Ends after two minutes or three; the bound is for a machine that does much else.
const longestMs = 30 * 60_000

onPosix(
  'G1 to G7, R1 to R8, R16 hold whatever happens to the processes (not on Windows: it has no signals)',
  async () => {
    const { code, said } = await torture('--rounds', '30', '--jobs', '3', '--bail')
    if (code !== 0) throw new Error(said)
    expect(said).toMatch(/problems +0\n/)
    expect(Number(/originates +(\d+)/.exec(said)?.[1])).toBeGreaterThan(1_000)
  },
  longestMs,
)

describe('a seed', () => {
  const plan = (seed: number) => ask('../torture/plan.mjs', 'planOf', seed)

  test('repeats its draws', () => expect(plan(7)).toEqual(plan(7)))
  test('draws otherwise than the next', () => expect(plan(7)).not.toEqual(plan(8)))
})
