import { describe, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ballastOf } from './ballast'
import type { Database, Driver } from './driver'
import { driver } from './driver'
import type { SqliteFile } from './file'
import { freeBytes } from './place'
import { count, firstWord, newPath, opened, skipped, smallDisk, spawned } from './place.fixture'
import { wantAt, wishMs } from './want'

const note = (file: SqliteFile, text: string, lane?: 'ordinary' | 'revocation') =>
  file.write((sql) => sql.run('INSERT INTO note(text) VALUES (?)', text), lane)()

/** Another connection that holds the write lock until it is told to let go. */
const holding = (path: string): (() => void) => {
  const database: Database = new (driver().DatabaseSync)(path)
  database.exec('BEGIN IMMEDIATE')
  return () => {
    database.exec('ROLLBACK')
    database.close()
  }
}

describe('a transaction', () => {
  test('stands as a whole, or not at all when something in it fails', async () => {
    const file = await opened(newPath())
    await note(file, 'first')
    const failed = await file.write((sql) => {
      sql.run("INSERT INTO note(text) VALUES ('second')")
      sql.run("INSERT INTO note(text) VALUES ('first')")
    })()
    expect(failed).toMatchObject({ left: { is: 'unavailable' } })
    expect(await count(file)).toBe(1)
    await file.close()
  })

  test('that throws is a defect, which reaches its caller, and the next one goes on', async () => {
    const file = await opened(newPath())
    const work = (): never => {
      throw new RangeError('mine')
    }
    await expect(file.write(work)()).rejects.toThrow('mine')
    await expect(file.write(async () => undefined)()).rejects.toThrow('must not wait')
    expect(await note(file, 'a')).toMatchObject({ _tag: 'Right' })
    await file.close()
  })

  test('writes through the one and reads through the other: reading cannot write', async () => {
    const file = await opened(newPath())
    expect(file.look((sql) => sql.run("INSERT INTO note(text) VALUES ('a')"))).toMatchObject({
      left: { is: 'unavailable' },
    })
    await file.close()
  })
})

describe('the queue', () => {
  test('is first come, first served, with revocations in front', async () => {
    const path = newPath()
    const file = await opened(path, { lanes: true })
    const release = holding(path)
    const order: string[] = []
    const queued = ['a', 'b', 'c'].map((text) => note(file, text).then(() => order.push(text)))
    const stop = note(file, 'stop', 'revocation').then(() => order.push('stop'))
    await sleep(20)
    release()
    await Promise.all([...queued, stop])
    expect(order).toEqual(['stop', 'a', 'b', 'c'])
    await file.close()
  })

  test('leaves the event loop free while it waits, and gives up with nothing written', async () => {
    const path = newPath()
    const told: number[] = []
    const file = await opened(path, { limitMs: 2_600, onWait: (ms) => told.push(ms) })
    const release = holding(path)
    let [ticks, ticking] = [0, true]
    const tick = async (): Promise<void> => {
      while (ticking) {
        await sleep(5)
        ticks += 1
      }
    }
    const ticked = tick()
    const answers = await Promise.all([note(file, 'a'), note(file, 'b')])
    ticking = false
    await ticked
    for (const answer of answers) expect(answer).toMatchObject({ left: { is: 'unavailable' } })
    expect(ticks).toBeGreaterThan(50)
    expect(told.length).toBeGreaterThanOrEqual(1)
    expect(told[0]).toBeGreaterThanOrEqual(2_000)
    release()
    expect(await count(file)).toBe(0)
    expect(await note(file, 'c')).toMatchObject({ _tag: 'Right' })
    await file.close()
  })

  test('of a file that closes answers everybody', async () => {
    const path = newPath()
    const file = await opened(path, { lanes: true })
    const release = holding(path)
    const waiting = [note(file, 'a'), note(file, 'b', 'revocation')]
    await Promise.all([file.close(), file.close()])
    for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ left: { why: 'closed' } })
    release()
    expect([await note(file, 'c'), file.look(() => 1), await file.wipeLog()()]).toMatchObject(
      Array(3).fill({ left: { is: 'unavailable', why: 'closed' } }),
    )
  })

  test('gets the lock from a holder that is killed', async () => {
    const path = newPath()
    const file = await opened(path)
    const body = `const { right: file } = await files.openSqliteFile(path, notes)()
      await file.write((sql) => {
        sql.run("INSERT INTO note(text) VALUES ('half')")
        require('node:fs').writeSync(1, 'held')
        for (;;);
      })()`
    const holder = spawned(body, path)
    expect(await firstWord(holder)).toBe('held')
    const written = note(file, 'mine')
    holder.kill('SIGKILL')
    expect(await written).toMatchObject({ _tag: 'Right' })
    expect(await count(file)).toBe(1)
    await file.close()
  })
})

describe('the priority lane', () => {
  test('keeps ordinary writers back while a wish is ahead, and no longer', async () => {
    const path = newPath()
    const file = await opened(path, { lanes: true })
    const wish = wantAt(`${path}-want`)
    wish.raise()
    let done = false
    const written = note(file, 'a').then(() => (done = true))
    await sleep(50)
    expect(done).toBe(false)
    expect(await note(file, 'stop', 'revocation')).toMatchObject({ _tag: 'Right' })
    wish.clear()
    await written
    wish.close()
    await file.close()
  })

  test('a deadline in the past, or further ahead than a wish can be, is void', () => {
    const path = newPath()
    let now = 1_000_000
    const [mine, other] = [wantAt(path, () => now), wantAt(path, () => now)]
    mine.raise()
    expect(other.isAhead()).toBe(true)
    now += wishMs + 1
    expect(other.isAhead()).toBe(false)
    now -= 2 * wishMs + 2
    expect(other.isAhead()).toBe(false)
    for (const each of [mine, other]) each.close()
  })
})

describe('what is known after a failure', () => {
  /** A driver that fails once it is told to, at the next statement of this text, with this code. */
  const failing = (at: string, errcode: number): { readonly driver: Driver; readonly arm: () => void } => {
    const { DatabaseSync } = driver()
    let armed = false
    const open = function (path: string): Database {
      const database = new DatabaseSync(path)
      const exec = (text: string): void => {
        const fails = armed && text === at
        if (fails) armed = false
        if (fails) throw Object.assign(new Error('made to fail'), { errcode })
        database.exec(text)
      }
      return { exec, prepare: (text) => database.prepare(text), close: () => database.close() }
    }
    return { driver: { DatabaseSync: open as unknown as Driver['DatabaseSync'] }, arm: () => (armed = true) }
  }

  test.each([
    ['an I/O error at COMMIT', 10, 'uncertain'],
    ['an fsync that fails at COMMIT', 1034, 'uncertain'],
    ['an index that cannot grow at COMMIT', 4874, 'uncertain'],
    ['a full disk at COMMIT', 13, 'unavailable'],
  ])('%s', async (_, errcode, is) => {
    const broken = failing('COMMIT', errcode)
    const file = await opened(newPath(), { driver: broken.driver })
    broken.arm()
    expect(await note(file, 'a')).toMatchObject({ left: { is } })
    await file.close()
  })

  test('a revocation that cannot even begin on a full disk gives up the ballast, and begins again', async () => {
    const disk = smallDisk(3)
    if (disk === null) return skipped()
    try {
      const path = join(disk.folder, 'notes.db')
      // The index that is shared with other processes cannot grow.
      const narrow = failing('BEGIN IMMEDIATE', 4874)
      const file = await opened(path, { lanes: true, driver: narrow.driver })
      await note(file, 'first')
      writeFileSync(ballastOf(path), Buffer.alloc(1_000_000, 1))
      writeFileSync(join(disk.folder, 'filler'), Buffer.alloc((freeBytes(path) ?? 0) - 500_000, 1))
      narrow.arm()
      expect(await note(file, 'ordinary')).toMatchObject({ left: { is: 'unavailable' } })
      expect(existsSync(ballastOf(path))).toBe(true)
      narrow.arm()
      expect(await note(file, 'a stop', 'revocation')).toMatchObject({ _tag: 'Right' })
      expect(existsSync(ballastOf(path))).toBe(false)
      await file.close()
    } finally {
      disk.remove()
    }
  })

  test('a disk that fills up: nothing of the transaction stands, the reason is told, and space helps', async () => {
    const disk = smallDisk(3)
    if (disk === null) return skipped()
    try {
      const file = await opened(join(disk.folder, 'notes.db'))
      const filler = join(disk.folder, 'filler')
      writeFileSync(filler, Buffer.alloc(1_500_000))
      await note(file, 'before')
      const much = 'x'.repeat(2_000_000)
      expect(await note(file, much)).toMatchObject({
        left: { is: 'unavailable', why: expect.stringMatching(/full.*free/) },
      })
      expect(await count(file)).toBe(1)
      writeFileSync(filler, '')
      expect(await note(file, 'after')).toMatchObject({ _tag: 'Right' })
      await file.close()
    } finally {
      disk.remove()
    }
  })
})
