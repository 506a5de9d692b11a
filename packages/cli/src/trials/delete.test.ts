/** `lastcall delete`: gone for good, refused afterwards, and finished by a worker where it was interrupted (R6, R16). */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { ActorId, CampaignId } from '@lastcall/domain'
import { campaignCodec, campaignStream, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { driver } from '@lastcall/sqlite-file'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { csvOf, eventsOf, logOf, newCampaign, newOutreach, someDay, typesOf } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'
import { until } from './processes.fixture'

let at: Installation
let campaign: CampaignId

beforeEach(async () => {
  at = await installation()
  campaign = await newCampaign(at)
  await newOutreach(at, campaign, 12, someDay)
})
afterEach(() => at.remove())

const ciphertexts = async (): Promise<number> => {
  const log = await logOf(at)
  const ended = new AbortController()
  let found = 0
  for await (const item of log.feed.follow({ prefixes: ['recipients-'] }, null, ended.signal)) {
    if (item.is === 'caught-up') break
    found += 1
  }
  await log.close()
  return found
}

/** Keys that can still open something. */
const keysLeft = (): unknown => {
  const { DatabaseSync } = driver()
  const database = new DatabaseSync(at.path('keys.db'))
  try {
    return database.prepare('SELECT count(*) AS n FROM campaign_key WHERE wrapped IS NOT NULL').get()?.['n']
  } finally {
    database.close()
  }
}

test('R16: a deleted campaign is in no list, and every later command on it is refused', async () => {
  const gone = await at.lastcall('delete', campaign, '--yes')
  expect(gone.code).toBe(0)
  expect(gone.json.streams).toBe(1)
  expect(await ciphertexts()).toBe(0)
  expect((await at.lastcall('campaign', 'list')).json).toEqual({ campaigns: [] })
  expect((await at.lastcall('status')).json.campaigns).toEqual([])
  const before = await eventsOf(at, campaign)
  expect(typesOf(before).at(-1)).toBe('CampaignDeleted')
  writeFileSync(at.path('again.csv'), csvOf(3))
  for (const command of [
    ['outreach', 'schedule', campaign, at.path('again.csv')],
    ['stop', '--all', campaign, '--yes'],
    ['delete', campaign, '--yes'],
  ]) {
    const refused = await at.lastcall(...command)
    expect(refused.code).toBe(3)
    expect(refused.json.error).toMatchObject({ is: 'campaign deleted', where: campaign })
    expect(refused.json.error.what).toContain('create a new campaign')
  }
  expect(await eventsOf(at, campaign)).toEqual(before)
  const { code, json } = await at.lastcall('audit', campaign)
  expect([code, json.campaigns[0]?.deleted]).toEqual([0, true])
})

test('a deletion that ended behind its event is finished by the next worker', async () => {
  await at.network()
  const log = await logOf(at)
  const at0 = timestamp(Date.now())
  const actor = 'd'.repeat(32) as ActorId
  const event = { type: 'CampaignDeleted', at: at0, actor, liveCalls: 'drain' } as const
  const encoded = campaignCodec.encode(eventId(randomBytes(16).toString('hex')), event)
  const done = await log.store.append(campaignStream(campaign), 'anything', [encoded])()
  expect(done._tag).toBe('Right')
  await log.close()
  expect([await ciphertexts(), keysLeft()]).toEqual([1, 1])
  at.worker('one')
  await until('the ciphertext is gone', async () => (await ciphertexts()) === 0)
  expect(keysLeft()).toBe(0)
})

test('while the keys are locked: deleted, and it says that the data is not yet removed; a worker ends it', async () => {
  await at.network()
  const { DatabaseSync } = driver()
  const holder = new DatabaseSync(at.path('keys.db'))
  holder.exec('BEGIN IMMEDIATE')
  const told = await at.lastcall('delete', campaign, '--yes')
  expect(told.code).toBe(5)
  expect(told.json.error).toMatchObject({ is: 'erasure unfinished', where: campaign, exit: 'unavailable' })
  expect(told.json.error.what).toMatch(/is deleted, its data not yet all removed .* a repeat, finishes it/)
  expect(typesOf(await eventsOf(at, campaign))).toContain('CampaignDeleted')
  holder.exec('ROLLBACK')
  holder.close()
  at.worker('one')
  await until('the ciphertext is gone', async () => (await ciphertexts()) === 0)
  expect(keysLeft()).toBe(0)
})

test('the message says "a repeat finishes it", and so it is: the repeat removes what is left', async () => {
  const { DatabaseSync } = driver()
  const holder = new DatabaseSync(at.path('keys.db'))
  holder.exec('BEGIN IMMEDIATE')
  expect((await at.lastcall('delete', campaign, '--yes')).code).toBe(5)
  holder.exec('ROLLBACK')
  holder.close()
  const again = await at.lastcall('delete', campaign, '--yes')
  expect([await ciphertexts(), keysLeft()]).toEqual([0, 0])
  expect(again.code).toBe(0)
})
