import { afterEach, describe, expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { SqliteStore } from '..'
import { all, calls, noted } from '../events.fixture'
import { newPath, opened, threadOf } from '../process.fixture'

const inThread = (path: string, program?: string): Promise<SqliteStore> =>
  opened(path, { writes: 'thread', limitMs: 300 }, program)

const open: SqliteStore[] = []
const kept = (log: SqliteStore): SqliteStore => {
  open.push(log)
  return log
}
afterEach(async () => {
  for (const log of open.splice(0)) await log.close()
})

const append = (log: SqliteStore, n: number, expected: 'anything' | 'nothing-yet' = 'anything') =>
  log.store.append(calls, expected, [noted(n)])()

describe('a log whose appends are carried out in a thread', () => {
  test('answers each append for itself, in the order of asking', async () => {
    const log = kept(await inThread(newPath()))
    const asked = Array.from({ length: 200 }, (_, n) => append(log, n))
    expect(await Promise.all(asked)).toEqual(asked.map((_, n) => ({ _tag: 'Right', right: n })))
    expect(await append(log, 1, 'nothing-yet')).toMatchObject({ left: { is: 'conflict' } })
    expect(await all(log, calls)).toHaveLength(200)
    expect(await log.verify()()).toMatchObject({ right: { is: 'intact', events: 200 } })
  })

  test('shows an acknowledged append to the very next look, and to a process beside it', async () => {
    const path = newPath()
    const [log, beside] = [kept(await inThread(path)), kept(await opened(path))]
    for (let n = 0; n < 50; n += 1) {
      await append(log, n)
      for (const each of [log, beside]) {
        expect(each.store.newer?.(calls, null, 100)).toMatchObject({ right: { length: n + 1 } })
      }
    }
  })

  test('leaves the event loop free while another one holds the lock, and gives up with nothing written', async () => {
    const path = newPath()
    const [log, holder] = [kept(await inThread(path)), kept(await opened(path))]
    await append(log, 0)
    const { driver } = await import('@lastcall/sqlite-file')
    const raw = new (driver().DatabaseSync)(path)
    raw.exec('BEGIN IMMEDIATE')
    expect(await append(log, 1)).toMatchObject({
      left: { is: 'unavailable', why: expect.stringMatching('locked') },
    })
    raw.exec('ROLLBACK')
    raw.close()
    expect(await append(log, 2)).toMatchObject({ right: 1 })
    expect(await all(holder, calls)).toHaveLength(2)
  })

  test('removes contents there as well', async () => {
    const log = kept(await inThread(newPath()))
    expect(await log.store.deleteStream(calls)()).toMatchObject({ left: { is: 'refused' } })
  })

  test('answers `unavailable` when it is closed, also to who still waits', async () => {
    const path = newPath()
    const log = await inThread(path)
    await append(log, 0)
    const { driver } = await import('@lastcall/sqlite-file')
    const raw = new (driver().DatabaseSync)(path)
    raw.exec('BEGIN IMMEDIATE')
    const waiting = append(log, 1)
    await log.close()
    raw.exec('ROLLBACK')
    raw.close()
    expect(await waiting).toMatchObject({ left: { is: 'unavailable', why: 'closed' } })
    expect(await append(log, 2)).toMatchObject({ left: { is: 'unavailable', why: 'closed' } })
  })
})

describe('a thread that dies', () => {
  const program = (text: string): string => {
    const path = join(dirname(newPath()), 'thread.js')
    writeFileSync(path, text)
    return path
  }
  const dyingOnce = (path: string): string =>
    program(`const { existsSync, writeFileSync } = require('node:fs')
      if (existsSync(${JSON.stringify(`${path}-died`)})) require(${JSON.stringify(threadOf())})
      else require('node:worker_threads').parentPort.on('message', () => {
        writeFileSync(${JSON.stringify(`${path}-died`)}, '')
        throw new RangeError('secret contents')
      })`)

  test('leaves what was asked uncertain, without its contents, and another one takes the next append', async () => {
    const path = newPath()
    const log = kept(await inThread(path, dyingOnce(path)))
    const answers = await Promise.all([append(log, 0), append(log, 1)])
    for (const answer of answers) {
      expect(answer).toEqual({
        _tag: 'Left',
        left: { is: 'uncertain', why: 'the thread that writes ended before it answered (RangeError)' },
      })
    }
    expect(await append(log, 2)).toMatchObject({ right: 0 })
  })

  test('because it cannot open the file has written nothing', async () => {
    const missing = resolve(dirname(newPath()), 'no-folder', 'events.db')
    const elsewhere = program(`const threads = require('node:worker_threads')
      threads.workerData.path = ${JSON.stringify(missing)}
      require(${JSON.stringify(threadOf())})`)
    const log = kept(await inThread(newPath(), elsewhere))
    expect(await append(log, 0)).toMatchObject({
      left: { is: 'unavailable', why: expect.stringMatching('does not exist') },
    })
    expect(await append(log, 1)).toMatchObject({ left: { is: 'unavailable' } })
  })
})
