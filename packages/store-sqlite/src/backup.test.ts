/** A backup is whole, verified and new, or there is none. */
import { expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { all, calls, put, recipients, stranger } from './events.fixture'
import { newPath, opened } from './process.fixture'

const filesIn = (path: string): readonly string[] => readdirSync(dirname(path)).sort()

test('of a log that others write to: one file, its hash, its chain, and no other file beside it', async () => {
  const [path, to] = [newPath(), newPath()]
  const log = await opened(path)
  await put(log, calls, 5)
  await put(log, recipients, 2)
  const auditor = await opened(path, { mode: 'read' })
  for (const from of [log, auditor]) {
    const target = from === log ? to : newPath()
    const backup = await from.backup(target)()
    if (backup._tag === 'Left') throw new Error(JSON.stringify(backup.left))
    const verdict = await log.verify()()
    expect(verdict).toMatchObject({ right: { events: 7, head: backup.right.head } })
    const bytes = readFileSync(target)
    expect(backup.right).toMatchObject({ path: target, bytes: bytes.length, events: 7 })
    expect(backup.right.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(statSync(target).mode & 0o777).toBe(0o600)
  }
  expect(filesIn(to)).toEqual([to.slice(dirname(to).length + 1)])
  await put(log, calls, 1)
  await auditor.close()
  await log.close()
  const copy = await opened(to)
  expect(await all(copy, calls)).toHaveLength(5)
  await put(copy, calls, 1)
  expect(await copy.verify()()).toMatchObject({ right: { is: 'intact', events: 8 } })
  await copy.close()
})

test('never over a file that is there, and nowhere that is no folder', async () => {
  const log = await opened(newPath())
  await put(log, calls, 1)
  const to = newPath()
  writeFileSync(to, 'precious')
  expect(await log.backup(to)()).toEqual({ _tag: 'Left', left: { is: 'exists' } })
  expect(readFileSync(to, 'utf8')).toBe('precious')
  expect(filesIn(to)).toHaveLength(1)
  expect(await log.backup(`${to}/below`)()).toMatchObject({ left: { is: 'cannot write' } })
  await log.close()
})

test('not of a log that was changed behind its back', async () => {
  const [path, to] = [newPath(), newPath()]
  const log = await opened(path)
  await put(log, calls, 3)
  const other = stranger(path)
  other.exec('DROP TRIGGER event_no_update')
  other.exec(`UPDATE event SET data = '{"k":7}' WHERE position = 2`)
  other.close()
  expect(await log.backup(to)()).toMatchObject({ left: { is: 'broken', at: expect.stringMatching(/^0*2$/) } })
  expect(filesIn(to)).toEqual([])
  await log.close()
})
