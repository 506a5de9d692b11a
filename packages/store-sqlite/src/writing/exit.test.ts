/** A process that exits while its thread is inside SQLite ends as it wanted to; what it acknowledged stands. */
import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { all, calls } from '../events.fixture'
import { newPath, opened } from '../process.fixture'

const built = resolve(__dirname, '..', '..', 'dist', 'index.js')
const many = 8_000

/** One append that keeps the thread busy for a second or so, and an exit in the middle of it. */
const script = `
const { openSqliteStore } = require(process.argv[1])
const event = (id) => ({ id, type: 'Noted', data: { text: 'x'.repeat(3_000) } })
const append = (log, events) => log.store.append('${calls}', 'anything', events)()
openSqliteStore(process.argv[2], { writes: 'thread' })().then(async ({ right: log }) => {
  await append(log, [event('first')])
  void append(log, Array.from({ length: ${many} }, (_, k) => event('later ' + k)))
  setTimeout(() => process.exit(7), Number(process.argv[3]))
})`

const exited = async (path: string, ms: number): Promise<unknown> => {
  const child = spawn(process.execPath, ['-e', script, built, path, String(ms)], { stdio: 'ignore' })
  return (await once(child, 'close')) as unknown
}

/** Without the wait one in three was aborted: eight of them show it as good as always. */
const times = [300, 500, 700, 900, 1_100, 1_300, 1_500, 1_700]

test('exits in the middle of an append: the exit code is their own, the append stands whole or not at all', async () => {
  for (const some of [times.slice(0, 4), times.slice(4)]) {
    const paths = some.map(() => newPath())
    const ends = await Promise.all(some.map((ms, i) => exited(paths[i] as string, ms)))
    expect(ends).toEqual(some.map(() => [7, null]))
    for (const path of paths) {
      const log = await opened(path)
      expect([1, 1 + many]).toContain((await all(log, calls)).length)
      expect(await log.verify()()).toMatchObject({ right: { is: 'intact' } })
      await log.close()
    }
  }
}, 60_000)
