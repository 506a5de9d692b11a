/** Keys of a fleet: in PostgreSQL by configuration; two installations share them, and a stop does not wait for them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { copyFileSync, existsSync } from 'node:fs'
import { newCampaign, newOutreach, someDay, typesOf, eventsOf } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'
import type { TestDatabase } from './postgres.fixture'
import { missing, startDatabase } from './postgres.fixture'

let at: Installation
beforeAll(async () => {
  at = await installation()
})
afterAll(() => at.remove())

describe('wrong keys say what is wrong, where, and what to do, and keep the password for themselves', () => {
  test.each([
    ['postgres://ada:Sesame7@h/db?sslmode=disable', {}, 2, 'wrong configuration', /question mark/],
    ['mysql://ada:Sesame7@h/db', {}, 2, 'wrong configuration', /no connection string/],
    [
      'postgres://ada:Sesame7@h/db',
      { caFile: 'nowhere' },
      2,
      'wrong configuration',
      /nowhere cannot be read/,
    ],
    ['postgres://ada:Sesame7@127.0.0.1:9/db', {}, 5, 'no contact', /ECONNREFUSED/],
  ])('%s', async (keys, postgres, code, is, what) => {
    at.configure({ keys, postgres })
    const wrong = await at.lastcall('campaign', 'list')
    expect([wrong.code, wrong.json.error.is]).toEqual([code, is])
    expect(wrong.json.error.what).toMatch(what)
    expect(wrong.json.error.where).toMatch(/^(postgres|mysql):\/\/(h|127\.0\.0\.1:9)$/)
    expect(wrong.json.error.todo).toContain('LASTCALL_KEYS_PASSWORD')
    expect(wrong.out + wrong.err).not.toContain('Sesame7')
    at.configure({ keys: 'keys.db', postgres: {} })
  })
})

test('a stop is committed while the server of the keys is away: only its reason is not kept', async () => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 5, someDay)
  at.configure({ keys: 'postgres://ada@127.0.0.1:9/db' })
  const { code, json } = await at.lastcall(
    'stop',
    outreach,
    '--reason',
    'wrong message',
    '--yes',
    '--no-wait',
  )
  expect([code, json.outreaches[0]]).toMatchObject([0, { was: 'stopped now' }])
  expect(typesOf(await eventsOf(at, campaign))).toContain('OutreachStopped')
  at.configure({ keys: 'keys.db' })
})

const withDatabase = (): void => {
  let database: TestDatabase
  let other: Installation
  beforeAll(async () => {
    database = await startDatabase()
    other = await installation()
    for (const each of [at, other]) each.configure({ keys: database.url, store: at.path('fleet.db') })
    copyFileSync(at.path('master.key'), other.path('master.key'))
  })
  afterAll(async () => {
    await other.remove()
    database.stop()
  })

  test('what one installation sealed the other reads; deleted by one it is gone for both', async () => {
    const campaign = await newCampaign(at)
    await newOutreach(at, campaign, 5, someDay)
    expect((await other.shown('campaign', 'list')).out).toContain('Spring recall')
    expect((await other.lastcall('delete', campaign, '--yes')).code).toBe(0)
    expect((await at.lastcall('campaign', 'list')).json.campaigns).toEqual([])
    expect(existsSync(other.path('keys.db'))).toBe(false)
  })
}

if (missing === null) describe('in PostgreSQL', withDatabase)
else test.skip(`in PostgreSQL (${missing})`, () => undefined)
