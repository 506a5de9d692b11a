/** Whoever ends a script ends what it started, and nothing else is begun. */
import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ask } from './module.fixture'

const lasting = "process.stdout.write(process.pid + ' '); setInterval(() => {}, 1000)"

/** Starts something that lasts, and something else after it. */
const program = `import { runNode } from ${JSON.stringify(pathToFileURL(join(__dirname, 'run.mjs')).href)}
  await runNode(['--eval', ${JSON.stringify(lasting)}], { stdio: ['ignore', 'inherit', 'inherit'] })
  process.stdout.write('went on')`

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const onPosix = process.platform === 'win32' ? test.skip : test

onPosix(
  'a signal to end reaches what was started, and is not a success (not on Windows: it has no signals)',
  async () => {
    const script = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    script.stdout.on('data', (chunk: Buffer) => {
      if (printed === '') script.kill('SIGTERM')
      printed += chunk.toString('utf8')
    })
    const code = await new Promise((resolve) => script.once('close', resolve))
    expect(code).toBe(143)
    expect(printed).toMatch(/^\d+ $/)
    expect(isAlive(Number(printed))).toBe(false)
  },
)

test('durations are said in seconds', () => expect(ask('run.mjs', 'seconds', 1_249)).toBe('1.2 s'))
