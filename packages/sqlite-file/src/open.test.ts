import { describe, expect, test } from '@jest/globals'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describeCannotOpen } from './cannot-open'
import type { Database, Driver } from './driver'
import { driver, isSafe } from './driver'
import { openSqliteFile } from './open'
import {
  newFolder,
  newPath,
  notes,
  opened,
  outputOf,
  refusalOf,
  skipped,
  smallDisk,
  spawned,
} from './place.fixture'

const raw = (path: string, ...texts: readonly string[]): void => {
  const database = new (driver().DatabaseSync)(path)
  for (const text of texts) database.exec(text)
  database.close()
}

test('the settings that the promises stand on are set on every connection', async () => {
  const file = await opened(newPath())
  const settings = {
    ...{ busy_timeout: 0, synchronous: 2, foreign_keys: 1, recursive_triggers: 1, trusted_schema: 0 },
    ...{ secure_delete: 1, mmap_size: 0, wal_autocheckpoint: 1000, journal_mode: 'wal' },
  }
  for (const [name, value] of Object.entries(settings)) {
    for (const use of [file.read, file.write]) {
      const answer = await use((sql) => Object.values(sql.get(`PRAGMA ${name}`) ?? { none: undefined })[0])()
      // No row: SQLite was built without memory mapping of files.
      if (answer._tag === 'Left' || answer.right !== undefined)
        expect([name, answer]).toMatchObject([name, { right: value }])
    }
  }
  await file.close()
})

test.each([
  ['3.51.2', false],
  ['3.51.3', true],
  ['3.9.9', false],
  ['3.53.0', true],
  ['4.0', true],
  ['', false],
])('SQLite %s may write: %p', (version, safe) => expect(isSafe(version)).toBe(safe))

describe('is refused, with what is wrong and what to do:', () => {
  test('an SQLite that can lose committed data', async () => {
    const { DatabaseSync } = driver()
    const old: Driver = {
      DatabaseSync: function (path: string): Database {
        const database = new DatabaseSync(path)
        const prepare: Database['prepare'] = (text) =>
          database.prepare(text.replace('sqlite_version()', "'3.51.2'"))
        return { prepare, exec: (text) => database.exec(text), close: () => database.close() }
      } as unknown as Driver['DatabaseSync'],
    }
    const path = newPath()
    expect(await refusalOf(path, { driver: old })).toMatchObject({
      is: 'sqlite too old',
      path,
      remedy: expect.stringContaining('3.51.3'),
    })
  })

  test('a missing folder, which is named', async () => {
    const path = join(newFolder(), 'none', 'notes.db')
    const refusal = await refusalOf(path)
    expect(refusal.is).toBe('folder missing')
    expect(describeCannotOpen(refusal)).toContain(dirname(path))
  })

  test('a folder in place of a file', async () => {
    const path = newPath()
    mkdirSync(path)
    expect((await refusalOf(path)).is).toBe('not a database')
  })

  test('a file that is no database, which stays as it is', async () => {
    const path = newPath()
    const letter = 'Dear Sir or Madam, '.repeat(500)
    writeFileSync(path, letter)
    expect((await refusalOf(path)).is).toBe('not a database')
    expect(readFileSync(path, 'utf8')).toBe(letter)
  })

  test('the database of another application, which stays as it is', async () => {
    for (const texts of [['PRAGMA application_id = 7'], ['CREATE TABLE t(a)']]) {
      const path = newPath()
      raw(path, ...texts)
      const before = readFileSync(path)
      expect((await refusalOf(path)).is).toBe('other application')
      expect(readFileSync(path).equals(before)).toBe(true)
    }
  })

  test('a file of a newer version, with both versions', async () => {
    const path = newPath()
    await (await opened(path)).close()
    raw(path, 'PRAGMA user_version = 7')
    const refusal = await refusalOf(path)
    expect(refusal).toMatchObject({ is: 'newer version', why: expect.stringMatching(/7.*1/) })
  })

  test.each([
    ['NFS', 0x6969],
    ['SMB', 0xff534d42],
    ['9p', 0x01021997],
    ['FUSE', 0x65735546],
  ])('a network file system: %s', async (_, kind) => {
    const path = newPath()
    expect((await refusalOf(path, { kindOfPlace: () => kind })).is).toBe('network file system')
    expect(existsSync(path)).toBe(false)
  })

  test('a file or folder that this user may only read', async () => {
    const root = process.getuid?.() === 0
    const body = `const answer = await files.openSqliteFile(path, notes)(); console.log(answer.left?.is)`
    for (const readOnly of ['file', 'folder']) {
      const path = newPath()
      await (await opened(path)).close()
      if (root) for (const each of [dirname(path), path]) chownSync(each, 65534, 65534)
      chmodSync(readOnly === 'file' ? path : dirname(path), readOnly === 'file' ? 0o444 : 0o555)
      expect(await outputOf(spawned(body, path, root ? { uid: 65534 } : {}))).toBe('read-only')
      chmodSync(dirname(path), 0o755)
    }
  })

  test('for reading: a file that is not there, or not migrated', async () => {
    expect((await refusalOf(newPath(), { mode: 'read' })).is).toBe('file missing')
    const path = newPath()
    raw(path, `PRAGMA application_id = ${notes.applicationId}`)
    expect((await refusalOf(path, { mode: 'read' })).is).toBe('not migrated')
  })

  test('a full disk', async () => {
    const disk = smallDisk(1)
    if (disk === null) return skipped()
    try {
      const filler = Buffer.alloc(4096)
      for (let i = 0; ; i += 1) {
        try {
          writeFileSync(join(disk.folder, `filler-${i}`), filler)
        } catch {
          break
        }
      }
      const refusal = await refusalOf(join(disk.folder, 'notes.db'))
      expect(refusal).toMatchObject({ is: 'disk full', remedy: expect.stringContaining('free') })
    } finally {
      disk.remove()
    }
  })
})

test.each([
  ['a new file', false],
  ['an older file', true],
])('six processes open %s at once: it is brought up to date once, and each can write', async (_, isOlder) => {
  const path = newPath()
  if (isOlder) await (await opened(path)).close()
  const body = `
    const newer = { ...notes, versions: [...notes.versions, 'ALTER TABLE note ADD COLUMN by TEXT'] }
    for (let i = 0; i < 4; i += 1) {
      const { right: file, left } = await files.openSqliteFile(path, newer)()
      if (left) throw new Error(left.is + left.why)
      const text = process.pid + '-' + i
      const written = await file.write((sql) => sql.run("INSERT INTO note(text, by) VALUES (?, 'me')", text))()
      if (written._tag === 'Left') throw new Error(written.left.why)
      await file.close()
    }`
  await Promise.all(Array.from({ length: 6 }, () => outputOf(spawned(body, path))))
  const database = new (driver().DatabaseSync)(path)
  expect(database.prepare('SELECT count(*) AS n FROM note WHERE by IS NOT NULL').get()).toMatchObject({
    n: 24,
  })
  database.close()
})

test('a file that another process migrates while this one looks at it is not taken for a stranger’s', async () => {
  const path = newPath()
  const { DatabaseSync } = driver()
  let others = 0
  /** Before each of the questions that are asked first, somebody else tries to migrate the file. */
  const interrupted: Driver = {
    DatabaseSync: function (at: string): Database {
      const database = new DatabaseSync(at)
      const prepare: Database['prepare'] = (text) => {
        if (/user_version|sqlite_schema/.test(text) && others === 0) {
          const other = new DatabaseSync(at)
          try {
            const { applicationId, versions } = notes
            other.exec(
              `BEGIN IMMEDIATE; ${versions[0]}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1; COMMIT`,
            )
            others += 1
          } catch {
            // Not now: it is being looked at.
          }
          other.close()
        }
        return database.prepare(text)
      }
      return { prepare, exec: (text) => database.exec(text), close: () => database.close() }
    } as unknown as Driver['DatabaseSync'],
  }
  const answer = await openSqliteFile(path, notes, { driver: interrupted })()
  expect(answer).toMatchObject({ _tag: 'Right' })
  if (answer._tag === 'Right') await answer.right.close()
})

test('an older file is brought up to date and keeps what it holds', async () => {
  const path = newPath()
  const file = await opened(path)
  await file.write((sql) => sql.run("INSERT INTO note(text) VALUES ('kept')"))()
  await file.close()
  const newer = {
    ...notes,
    versions: [...notes.versions, "ALTER TABLE note ADD COLUMN by TEXT NOT NULL DEFAULT 'me'"],
  }
  const migrated = await openSqliteFile(path, newer)()
  if (migrated._tag === 'Left') throw new Error(migrated.left.why)
  expect(migrated.right.look((sql) => sql.all('SELECT text, by FROM note'))).toMatchObject({
    right: [{ text: 'kept', by: 'me' }],
  })
  await migrated.right.close()
  expect((await refusalOf(path)).is).toBe('newer version')
})

test('for its owner only: nobody else reads the file, nor those beside it', async () => {
  const path = newPath()
  const file = await opened(path, { ownerOnly: true })
  await file.write((sql) => sql.run("INSERT INTO note(text) VALUES ('secret')"))()
  expect(['', '-wal', '-shm'].map((end) => statSync(path + end).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  await file.close()
})

test('a name that looks like an address is a name', async () => {
  const folder = newFolder()
  const file = await opened(join(folder, 'file:a?mode=memory'))
  expect(existsSync(join(folder, 'file:a?mode=memory'))).toBe(true)
  await file.close()
})
