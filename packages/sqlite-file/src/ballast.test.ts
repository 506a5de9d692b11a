import { expect, test } from '@jest/globals'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ballastOf, dropBallast, layBallast } from './ballast'
import { freeBytes } from './place'
import { count, newPath, opened, skipped, smallDisk } from './place.fixture'

test('where there is plenty of room it is laid once, of real bytes, and lies there until it is needed', async () => {
  const path = newPath()
  expect(await Promise.all([layBallast(path), layBallast(path)])).toEqual([true, true])
  expect(statSync(ballastOf(path))).toMatchObject({ size: 16 * 1024 * 1024 })
  expect(statSync(ballastOf(path)).blocks * 512).toBeGreaterThanOrEqual(16 * 1024 * 1024)
  expect(readdirSync(dirname(path))).toHaveLength(1)
  expect(await layBallast(path)).toBe(true)
  expect(dropBallast(path)).toBe(false)
  expect(existsSync(ballastOf(path))).toBe(true)
})

test('on a full disk a revocation gives it up and is written; nothing else does', async () => {
  const disk = smallDisk(6)
  if (disk === null) return skipped()
  try {
    const path = join(disk.folder, 'notes.db')
    const file = await opened(path, { lanes: true })
    const note = (text: string, lane: 'ordinary' | 'revocation') =>
      file.write((sql) => sql.run('INSERT INTO note(text) VALUES (?)', text), lane)()
    await note('first', 'ordinary')
    expect(await layBallast(path)).toBe(false)
    writeFileSync(ballastOf(path), Buffer.alloc(2_000_000, 1))
    for (const size of [65_536, 4_096]) {
      for (let k = 0; (freeBytes(path) ?? 0) >= size; k += 1)
        writeFileSync(join(disk.folder, `${size}-${k}`), Buffer.alloc(size, 1))
    }
    const large = 'x'.repeat(200_000)
    expect(await note(large, 'ordinary')).toMatchObject({ left: { is: 'unavailable' } })
    expect(existsSync(ballastOf(path))).toBe(true)
    const answers = [note(`${large}1`, 'revocation'), note(`${large}2`, 'revocation')]
    expect(await Promise.all(answers)).toMatchObject([{ _tag: 'Right' }, { _tag: 'Right' }])
    expect(existsSync(ballastOf(path))).toBe(false)
    expect(await note('y'.repeat(3_000_000), 'revocation')).toMatchObject({ left: { is: 'unavailable' } })
    expect(await count(file)).toBe(3)
    await file.close()
  } finally {
    disk.remove()
  }
})
