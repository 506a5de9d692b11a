/** `lastcall demo`: keeps every promise; and shows it when one is broken, so its audit is no decoration. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoResult } from '../demo/result'
import { newFolder } from './installation.fixture'
import type { Running } from './processes.fixture'
import { started } from './processes.fixture'

let folder: string
let running: Running | null = null
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  await running?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const demo = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  running = started(['--json', 'demo', ...args], { cwd: folder, env })
  return running.end
}

const resultOf = (out: string): DemoResult => JSON.parse(out) as DemoResult

const verdicts = ({ audit }: DemoResult): ReadonlyMap<string, string> =>
  new Map(audit.verdicts.map(({ promise, verdict }) => [promise, verdict]))

test('--json: one object, every promise kept, exit code 0', async () => {
  const ended = await demo(['--folder', join(folder, 'show'), '--speed', '8'])
  expect(ended.err).toBe('')
  expect(ended.out.trim().split('\n')).toHaveLength(1)
  const result = resultOf(ended.out)
  expect(result.kept).toBe(true)
  expect([...verdicts(result).values()]).not.toContain('violated')
  expect(verdicts(result).get('network')).toBe('holds')
  expect(result.killed).not.toBe(result.heir)
  expect(result.report?.neverAttempted.count).toBeGreaterThan(0)
  expect(ended.code).toBe(0)
}, 120_000)

test('with a gate that does not listen: a violated verdict, and exit code 6', async () => {
  const gate = join(__dirname, 'broken-gate.cjs')
  const ended = await demo(['--folder', join(folder, 'show')], { NODE_OPTIONS: `--require "${gate}"` })
  const result = resultOf(ended.out)
  expect([...verdicts(result).values()]).toContain('violated')
  expect(result.kept).toBe(false)
  expect(ended.code).toBe(6)
}, 150_000)

test('a folder that is there is refused, and left as it is', async () => {
  const there = join(folder, 'there')
  mkdirSync(there)
  const ended = await demo(['--folder', there])
  expect(ended.code).toBe(2)
  expect(JSON.parse(ended.out)).toMatchObject({
    error: { is: 'no fresh folder', where: there, todo: 'Name another with --folder.' },
  })
})

test.each([
  ['--recipients', 'none.csv', 'file unreadable'],
  ['--recipients', 'bad.csv', 'no phone column'],
  ['--speed', 'fast', 'bad option'],
])('%s %s is told, and nothing is left running', async (option, value, is) => {
  writeFileSync(join(folder, 'bad.csv'), 'name,home\nA,B\n')
  const ended = await demo(['--folder', join(folder, 'show'), option, value])
  expect(ended.code).toBe(2)
  expect(JSON.parse(ended.out)).toMatchObject({ error: { is } })
  expect(ended.err).toBe('')
})
