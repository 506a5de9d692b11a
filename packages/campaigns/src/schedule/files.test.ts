/** The two files of an import: the recipients, read, and the list of rejected rows, written beside them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createdIn, failure, must, number, scheduling, world } from '../world.fixture'
import { rejectsFile } from './rejects'
import { schedule } from './schedule'
import { recipientsFile } from './source'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastcall-import-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const importing = async (rows: readonly string[], rejectsPath: string) => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const path = join(folder, 'people.csv')
  writeFileSync(path, ['phone,time_zone', ...rows, ''].join('\n'))
  const source = must(await recipientsFile(path))
  return schedule(deps)(scheduling(campaign, '', { source, rejects: rejectsFile(rejectsPath) }))()
}

describe('the recipients', () => {
  test('R13: are known by the file’s own name, not by its path', async () => {
    const path = join(folder, 'May 2026.csv')
    writeFileSync(path, 'x')
    expect(must(await recipientsFile(path)).fileName).toBe('May 2026.csv')
  })

  test('that are no file, or not there, are refused', async () => {
    expect(failure(await recipientsFile(folder))).toEqual({ is: 'not a file' })
    expect(failure(await recipientsFile(join(folder, 'none.csv')))).toEqual({
      is: 'file unreadable',
      why: 'ENOENT',
    })
  })
})

describe('the list of rejected rows', () => {
  test('stands for its owner alone', async () => {
    const path = join(folder, 'rejected.csv')
    const scheduled = must(await importing([`${number(1)},UTC`, 'x,UTC', 'y,UTC'], path))
    expect(scheduled).toMatchObject({ recipients: 1, rejected: 2 })
    expect(
      readFileSync(path, 'utf8')
        .split('\r\n')
        .map((line) => line.split(',')[0]),
    ).toEqual(['"line"', '"3"', '"4"', ''])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('is not there when nothing is rejected, nor is an old one', async () => {
    const path = join(folder, 'old.csv')
    writeFileSync(path, '"line","reason"\r\n"7","of an earlier import"\r\n')
    must(await importing([`${number(1)},UTC`], path))
    expect(existsSync(path)).toBe(false)
  })

  test('never takes the place of another file, whether rows are rejected or not', async () => {
    const path = join(folder, 'people.csv')
    const why = failure(await importing([`${number(1)},UTC`, 'x,UTC'], path))
    expect(why).toMatchObject({ problem: { is: 'rejects unwritable', why: 'EEXIST' } })
    must(await importing([`${number(1)},UTC`], path))
    expect(readFileSync(path, 'utf8')).toContain(number(1))
  })

  test('that cannot be written refuses the import: nobody would know who is missing', async () => {
    const why = failure(await importing([`${number(1)},UTC`, 'x,UTC'], join(folder, 'none', 'rejected.csv')))
    expect(why).toEqual({ is: 'import refused', problem: { is: 'rejects unwritable', why: 'ENOENT' } })
  })
})
