/** `lastcall store` over a file: measured, copied, gone through; and what is wrong is said. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { driver } from '@lastcall/sqlite-file'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { newCampaign, newOutreach, someDay } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'

let at: Installation

beforeAll(async () => {
  at = await installation()
  await newOutreach(at, await newCampaign(at), 20, someDay)
})
afterAll(() => at.remove())

const saidBy = async (...args: readonly string[]) => {
  const { code, json } = await at.lastcall('store', ...args)
  return { code, said: json as unknown as Readonly<Record<string, unknown>>, error: json.error }
}

test('check: version, room, times; its events are in nobody’s way', async () => {
  const { code, said } = await saidBy('check')
  expect(code).toBe(0)
  expect(said).toMatchObject({ store: at.path('events.db'), followed: true, sqlite: expect.any(String) })
  const { median, worst } = said['appendMs'] as { readonly median: number; readonly worst: number }
  expect(median).toBeGreaterThan(0)
  expect(worst).toBeGreaterThanOrEqual(median)
  expect((await at.lastcall('campaign', 'list')).json.campaigns).toHaveLength(1)
  expect((await at.lastcall('audit')).code).toBe(0)
  expect((await at.shown('store', 'check')).out).toContain('an append takes')
})

test('a log that --store names and nobody made is a typing error: nothing is made there', async () => {
  for (const command of [['status'], ['stop', '0'.repeat(32), '--yes'], ['audit'], ['store', 'check']]) {
    const { code, json } = await at.lastcall('--store', 'evnets.db', ...command)
    expect([code, json.error]).toEqual([
      2,
      expect.objectContaining({ is: 'file missing', where: at.path('evnets.db') }),
    ])
  }
  expect(existsSync(at.path('evnets.db'))).toBe(false)
  expect(
    (
      await at.lastcall(
        '--store',
        'new.db',
        'campaign',
        'create',
        '--name',
        'New',
        '--caller-id',
        '+447700900100',
      )
    ).code,
  ).toBe(0)
  expect((await at.lastcall('--store', 'new.db', 'campaign', 'list')).json.campaigns).toHaveLength(1)
})

describe('backup', () => {
  test('is one file with its hash beside it, and can be worked with', async () => {
    const { code, said } = await saidBy('backup', 'copy.db')
    expect(code).toBe(0)
    const sha256 = createHash('sha256')
      .update(readFileSync(at.path('copy.db')))
      .digest('hex')
    expect(said).toMatchObject({ path: at.path('copy.db'), sha256 })
    expect(readFileSync(at.path('copy.db.sha256'), 'utf8')).toBe(`${sha256}  copy.db\n`)
    expect((await saidBy('verify', 'copy.db', '--head', String(said['head']))).code).toBe(0)
    expect(existsSync(at.path('copy.db-bell'))).toBe(false)
    const listed = await at.lastcall('--store', 'copy.db', 'campaign', 'list')
    expect(listed.json.campaigns).toEqual((await at.lastcall('campaign', 'list')).json.campaigns)
  })

  test('is never made over another file, nor beside a hash of another, nor of a log on a server', async () => {
    writeFileSync(at.path('older.db.sha256'), '')
    const beside = { is: 'cannot write', where: at.path('older.db.sha256') }
    expect(await saidBy('backup', 'older.db')).toMatchObject({ code: 2, error: beside })
    expect(existsSync(at.path('older.db'))).toBe(false)
    expect(await saidBy('backup', 'lastcall.json')).toMatchObject({ code: 2, error: { is: 'cannot write' } })
    const elsewhere = await at.lastcall('--store', 'esdb://user:secret@host', 'store', 'backup', 'other.db')
    expect(elsewhere).toMatchObject({ code: 2, json: { error: { is: 'not a file', where: 'esdb://host' } } })
    expect(elsewhere.out).not.toContain('secret')
  })
})

describe('verify', () => {
  test('needs no configuration: an auditor has the file alone', async () => {
    await saidBy('backup', 'theirs.db')
    const alone = await at.shown('-c', '/nowhere.json', 'store', 'verify', 'theirs.db')
    expect(alone).toMatchObject({ code: 0, err: '' })
    expect(alone.out).toMatch(/events, intact\nhead [0-9a-f]{64}\n$/)
  })

  test('says which event is not as it was appended', async () => {
    await saidBy('backup', 'bent.db')
    const database = new (driver().DatabaseSync)(at.path('bent.db'))
    database.exec(`DROP TRIGGER event_no_update; UPDATE event SET data = '{}' WHERE position = 2`)
    database.close()
    const { code, error } = await saidBy('verify', 'bent.db')
    expect([code, error.is]).toEqual([6, 'log broken'])
    expect(error.what).toMatch(/^event 2 /)
  })

  test('shows by the head that was kept elsewhere what a chain alone does not: a log that is another one', async () => {
    copyFileSync(at.path('theirs.db'), at.path('rewritten.db'))
    const { code, error } = await saidBy('verify', 'rewritten.db', '--head', '0'.repeat(64))
    expect([code, error.is]).toEqual([6, 'another head'])
    expect(await saidBy('verify', '--head', '0')).toMatchObject({ code: 2, error: { is: 'bad option' } })
  })

  test('of a file that is not there, or no log', async () => {
    expect(await saidBy('verify', 'nowhere.db')).toMatchObject({ code: 2, error: { is: 'file missing' } })
    expect(await saidBy('verify', 'lastcall.json')).toMatchObject({
      code: 2,
      error: { is: 'not a database' },
    })
  })
})
