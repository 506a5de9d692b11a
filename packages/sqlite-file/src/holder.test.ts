/** Samples are what Linux 6.18 wrote while a process was inside a transaction. */
import { describe, expect, test } from '@jest/globals'
import { holderOf, isListedIn, pidIn, programIn } from './holder'
import { count, firstWord, newPath, opened, spawned } from './place.fixture'

describe('the table of locks', () => {
  const locks = `1: POSIX  ADVISORY  WRITE 23458 fe:00:11663930 120 120
2: POSIX  ADVISORY  READ 23459 fe:00:11663930 124 124
3: POSIX  ADVISORY  READ 23460 fe:00:11663928 1073741826 1073742335
3: -> POSIX  ADVISORY  WRITE 23461 fe:00:11663930 120 120
4: POSIX  ADVISORY  WRITE 0 fe:00:77 120 120
5: FLOCK  ADVISORY  WRITE 23462 fe:00:99 0 EOF
`
  test('names who holds the byte that writers lock', () => expect(pidIn(locks, 11663930)).toBe(23458))
  test('names no reader', () => expect(pidIn(locks, 11663928)).toBeNull())
  test('names nobody of another container', () => expect(pidIn(locks, 77)).toBeNull())
  test('names who holds the whole file', () => expect(pidIn(locks, 99)).toBe(23462))
  test('may be empty', () => expect(pidIn('', 11663930)).toBeNull())
  test.each([
    [locks, 11663928, true],
    [locks, 77, true],
    [locks, 1166393, false],
    ['', 77, false],
  ])('tells something of a file, or nothing (%#)', (table, inode, isListed) =>
    expect(isListedIn(table, inode)).toBe(isListed),
  )
})

test.each([
  ['23458 (node) S 23455 23455', 'node', false],
  ['7 (node) T 1 1', 'node', true],
  ['7 (a) b (c) t 1 1', 'a) b (c', true],
])('the state of a process: %s', (stat, program, isStopped) =>
  expect(programIn(stat)).toEqual({ program, isStopped }),
)

const until = async (holds: () => boolean): Promise<void> => {
  for (let k = 0; k < 200 && !holds(); k += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('who is inside a transaction is named, also frozen, and nobody once it is gone', async () => {
  const path = newPath()
  const file = await opened(path)
  expect(holderOf(path)).toBeNull()
  const body = `const { right: file } = await files.openSqliteFile(path, notes)()
    await file.write(() => { require('node:fs').writeSync(1, 'held'); for (;;); })()`
  const holder = spawned(body, path)
  await firstWord(holder)
  expect(holderOf(path)).toMatchObject({ pid: holder.pid, isStopped: false, isCertain: true })
  holder.kill('SIGSTOP')
  await until(() => holderOf(path)?.isStopped === true)
  const gone = new Promise((resolve) => holder.once('close', resolve))
  holder.kill('SIGKILL')
  await gone
  expect(holderOf(path)).toBeNull()
  expect(await count(file)).toBe(0)
  await file.close()
})

onLinux(
  'where the table tells nothing, the one stopped process that has the file open is suspected',
  async () => {
    const path = newPath()
    const file = await opened(path)
    const noTable = (): string => ''
    const body = `const file = await files.openSqliteFile(path, notes)()
    require('node:fs').writeSync(1, 'open'); setInterval(() => file, 1000)`
    const [one, other] = [spawned(body, path), spawned(body, path)]
    try {
      await Promise.all([firstWord(one), firstWord(other)])
      expect(holderOf(path, noTable)).toBeNull()
      one.kill('SIGSTOP')
      await until(() => holderOf(path, noTable) !== null)
      expect(holderOf(path, noTable)).toEqual({
        pid: one.pid,
        program: 'node',
        isStopped: true,
        isCertain: false,
      })
      // The true table knows that it holds nothing.
      expect(holderOf(path)).toBeNull()
      other.kill('SIGSTOP')
      await until(() => holderOf(path, noTable) === null)
    } finally {
      for (const each of [one, other]) each.kill('SIGKILL')
    }
    await file.close()
  },
)
