import { expect, test } from '@jest/globals'
import { readFileSync, writeFileSync } from 'node:fs'
import { openSqliteStore } from '.'
import { all, backlog, calls, put, stranger } from './events.fixture'
import { newPath, opened } from './process.fixture'

test('a file that is no log is refused and stays as it is', async () => {
  const path = newPath()
  writeFileSync(path, 'Dear Sir or Madam, '.repeat(500))
  const before = readFileSync(path)
  expect(await openSqliteStore(path)()).toMatchObject({ left: { is: 'not a database', path } })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a log of a newer version is refused', async () => {
  const path = newPath()
  await (await opened(path)).close()
  const other = stranger(path)
  other.exec('PRAGMA user_version = 2')
  other.close()
  expect(await openSqliteStore(path)()).toMatchObject({ left: { is: 'newer version' } })
})

test('opened again, everything is there, and the chain goes on', async () => {
  const path = newPath()
  for (const count of [3, 120, 1]) {
    const log = await opened(path)
    await put(log, calls, count)
    await log.close()
  }
  const log = await opened(path)
  expect((await all(log, calls)).map((event) => event.revision)).toEqual(
    Array.from({ length: 124 }, (_, i) => i),
  )
  expect(await log.verify()()).toMatchObject({ right: { is: 'intact', events: 124 } })
  await log.close()
})

test('an auditor reads while a worker writes, and cannot write', async () => {
  const path = newPath()
  const log = await opened(path)
  await put(log, calls, 2)
  const auditor = await opened(path, { mode: 'read' })
  await put(log, calls, 2)
  expect(await all(auditor, calls)).toHaveLength(4)
  expect(await backlog(auditor, { types: ['Noted'] })).toHaveLength(5)
  expect(await auditor.verify()()).toMatchObject({ right: { is: 'intact', events: 4 } })
  await expect(put(auditor, calls)).rejects.toThrow('unavailable')
  await auditor.close()
  await log.close()
})

test('a damaged event makes the look unavailable, and says nothing of what it holds', async () => {
  const path = newPath()
  const log = await opened(path)
  await put(log, calls, 2)
  const hand = stranger(path)
  hand.exec('DROP TRIGGER event_no_update; PRAGMA ignore_check_constraints = ON')
  hand.exec(`UPDATE event SET data = '{"secret' WHERE position = 2`)
  hand.close()
  for (const answer of [log.store.newer?.(calls, null, 10), await log.store.last(calls)()]) {
    expect(answer).toMatchObject({ left: { is: 'unavailable', why: expect.not.stringContaining('secret') } })
  }
  await log.close()
})
