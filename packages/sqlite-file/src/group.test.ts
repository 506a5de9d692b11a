import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Database, Driver } from './driver'
import { driver } from './driver'
import type { SqliteFile } from './file'
import { count, newPath, opened } from './place.fixture'

const put = (text: string) => (sql: { readonly run: (text: string, value: string) => void }) =>
  sql.run('INSERT INTO note(text) VALUES (?)', text)

const note = (file: SqliteFile, text: string, lane?: 'ordinary' | 'revocation') =>
  file.write(put(text), lane)()

/** A driver that counts what is committed. */
const counting = (): { readonly driver: Driver; readonly commits: () => number } => {
  let commits = 0
  const { DatabaseSync } = driver()
  const open = function (path: string): Database {
    const database = new DatabaseSync(path)
    const exec = (text: string): void => {
      database.exec(text)
      if (text === 'COMMIT') commits += 1
    }
    return { exec, prepare: (text) => database.prepare(text), close: () => database.close() }
  }
  return { driver: { DatabaseSync: open as unknown as Driver['DatabaseSync'] }, commits: () => commits }
}

const fileThatCounts = async (): Promise<{ readonly file: SqliteFile; readonly commits: () => number }> => {
  const counted = counting()
  const file = await opened(newPath(), { driver: counted.driver })
  const before = counted.commits()
  return { file, commits: () => counted.commits() - before }
}

const textsOf = async (file: SqliteFile): Promise<unknown> => {
  const answer = await file.read((sql) => sql.all('SELECT text FROM note ORDER BY id'))()
  return answer._tag === 'Right' ? answer.right.map(({ text }) => text) : answer.left
}

const numbered = Array.from({ length: 64 }, (_, k) => `note ${k}`)

describe('group commit', () => {
  test('who asks while nobody has the lock shares one commit, in the order of asking', async () => {
    const { file, commits } = await fileThatCounts()
    const answers = await Promise.all(numbered.map((text) => note(file, text)))
    expect(answers).toMatchObject(numbered.map(() => ({ _tag: 'Right' })))
    expect(commits()).toBe(1)
    expect(await textsOf(file)).toEqual(numbered)
    await file.close()
  })

  test('each has its own answer', async () => {
    const { file } = await fileThatCounts()
    const works = numbered.map((_, k) => file.write(() => k)())
    expect(await Promise.all(works)).toEqual(numbered.map((_, k) => ({ _tag: 'Right', right: k })))
    await file.close()
  })

  test('what is remembered under the `sql` of a transaction is known to all who share it, and to nobody later', async () => {
    const { file } = await fileThatCounts()
    const [given, defect] = [new WeakMap<object, number>(), new Error('mine')]
    const counted = (sql: object): number => {
      given.set(sql, (given.get(sql) ?? 0) + 1)
      return given.get(sql) ?? 0
    }
    const failing = (sql: object): never => {
      counted(sql)
      throw defect
    }
    const together = [file.write(counted)(), file.write(counted)(), file.write(failing)()]
    // All three shared one that was rolled back: then each had its own.
    expect(await Promise.allSettled(together)).toMatchObject([
      { value: { right: 1 } },
      { value: { right: 1 } },
      { reason: defect },
    ])
    expect(await Promise.all([file.write(counted)(), file.write(counted)()])).toMatchObject([
      { right: 1 },
      { right: 2 },
    ])
    await file.close()
  })

  test('a revocation does not wait for what others bring into its commit', async () => {
    const { file, commits } = await fileThatCounts()
    const order: string[] = []
    const told = (text: string) => () => order.push(text)
    await Promise.all([
      note(file, 'a').then(told('a')),
      note(file, 'b').then(told('b')),
      note(file, 'stop', 'revocation').then(told('stop')),
    ])
    expect(order).toEqual(['stop', 'a', 'b'])
    expect(commits()).toBe(2)
    await file.close()
  })

  test('a transaction takes nobody else in when it has lasted 3 ms', async () => {
    const { file, commits } = await fileThatCounts()
    const slow = file.write(() => {
      for (const since = performance.now(); performance.now() - since < 4;);
    })()
    await Promise.all([slow, note(file, 'later')])
    expect(commits()).toBe(2)
    await file.close()
  })

  test('one that fails harms nobody else: whatever fails, and wherever it stands', async () => {
    const kinds = fc.constantFrom('good', 'twice', 'defect', 'promise')
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { minLength: 1, maxLength: 12 }), async (mix) => {
        const file = await opened(newPath())
        await note(file, 'there')
        const asked = mix.map((kind, k) => {
          if (kind === 'good') return note(file, `good ${k}`)
          if (kind === 'twice') return note(file, 'there')
          if (kind === 'promise') return file.write(async () => undefined)()
          return file.write((sql) => {
            put(`half ${k}`)(sql)
            throw new RangeError('mine')
          })()
        })
        const answers = await Promise.allSettled(asked)
        const expected = {
          good: { status: 'fulfilled', value: { _tag: 'Right' } },
          twice: { status: 'fulfilled', value: { left: { is: 'unavailable' } } },
          defect: { status: 'rejected', reason: expect.any(RangeError) },
          promise: { status: 'rejected', reason: expect.any(TypeError) },
        }
        expect(answers).toMatchObject(mix.map((kind) => expected[kind]))
        expect(await count(file)).toBe(1 + mix.filter((kind) => kind === 'good').length)
        await file.close()
      }),
      { numRuns: 40 },
    )
  })
})
