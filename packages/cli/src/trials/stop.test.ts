/** `lastcall stop`: what it answers, what it writes, and that it writes nothing where it refuses (R2, R4, R8, R12). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { eventsOf, newCampaign, newOutreach, someDay, typesOf } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'

let at: Installation
let campaign: CampaignId

beforeAll(async () => {
  at = await installation()
  campaign = await newCampaign(at)
})
afterAll(() => at.remove())

const nobody = '0'.repeat(31)

describe('given nothing to stop', () => {
  test('an unknown outreach, and an id that is none', async () => {
    const unknown = await at.lastcall('stop', `${nobody}1`, '--yes')
    expect(unknown.code).toBe(4)
    expect(unknown.json.error).toMatchObject({
      is: 'unknown outreach',
      where: `${nobody}1`,
      exit: 'not found',
    })
    expect(unknown.json.error.what).toContain('List the campaign')
    const malformed = await at.shown('stop', 'everything', '--yes')
    expect(malformed).toMatchObject({ code: 2, out: '' })
    expect(malformed.err).toContain('everything: this is not the id of an outreach')
    expect(malformed.err).toContain('lastcall outreach list')
  })

  test('an unknown campaign', async () => {
    for (const command of [
      ['stop', '--all', '--yes'],
      ['delete', '--yes'],
      ['status'],
      ['outreach', 'list'],
    ]) {
      const answer = await at.lastcall(...command, `${nobody}2`)
      expect(answer.code).toBe(4)
      expect(answer.json.error).toMatchObject({ is: 'unknown campaign', where: `${nobody}2` })
    }
    expect((await at.lastcall('audit', `${nobody}2`)).code).toBe(4)
  })
})

test('R12: stopped without a worker: it commits, says itself that it is quiet, and again is a success that writes nothing', async () => {
  const outreach = await newOutreach(at, campaign, 5, someDay)
  const other = await newOutreach(at, campaign, 6, someDay)
  const first = await at.lastcall('stop', outreach, '--reason', 'wrong message', '--yes')
  expect(first.code).toBe(0)
  expect(first.json.outreaches).toEqual([
    expect.objectContaining({ outreach, was: 'stopped now', refused: null, open: 0 }),
  ])
  expect(first.json.outreaches[0]?.quietAfterMs).toBeGreaterThanOrEqual(800)
  const before = await eventsOf(at, campaign)
  expect(typesOf(before).slice(-2)).toEqual(['OutreachStopped', 'OutreachQuiesced'])
  const again = await at.lastcall('stop', outreach, '--yes')
  expect(again.code).toBe(0)
  expect(again.json.outreaches[0]).toMatchObject({
    was: 'already stopped',
    at: first.json.outreaches[0]?.at,
    revision: first.json.outreaches[0]?.revision,
  })
  expect(await eventsOf(at, campaign)).toEqual(before)
  const { json } = await at.lastcall('outreach', 'list', campaign)
  const phases = Object.fromEntries(json.outreaches.map((each) => [each.outreach, each.phase]))
  expect(phases).toMatchObject({ [outreach]: 'stopped', [other]: 'scheduled' })
})

describe('R2: without the role of an administrator', () => {
  test('stop, stop --all and delete are refused, and the log is as it was', async () => {
    const outreach = await newOutreach(at, campaign, 7, someDay)
    const before = await eventsOf(at, campaign)
    for (const command of [
      ['stop', outreach],
      ['stop', '--all', campaign],
      ['delete', campaign],
    ]) {
      const refused = await at.lastcall('--as', 'olga', ...command, '--yes')
      expect(refused.code).toBe(3)
      expect(refused.json.error).toMatchObject({ is: 'not an administrator', exit: 'refused' })
      expect(refused.json.error.what).toContain('Ask an administrator')
    }
    expect(await eventsOf(at, campaign)).toEqual(before)
  })

  test('nor may anybody act for somebody whom the configuration does not grant', async () => {
    const before = await eventsOf(at, campaign)
    for (const user of ['greta', 'nobody-at-all']) {
      const refused = await at.lastcall('--as', user, 'stop', '--all', campaign, '--yes')
      expect(refused.code).toBe(3)
      expect(refused.json.error).toMatchObject({ is: 'may not act for another' })
      expect(refused.json.error.todo).toContain('actsFor')
    }
    expect(await eventsOf(at, campaign)).toEqual(before)
  })
})

test('--all: every outreach that has not ended, in one go; then there is nothing to stop', async () => {
  const all = await at.lastcall('stop', '--all', campaign, '--yes')
  expect(all.code).toBe(0)
  expect(all.json.outreaches).toHaveLength(2)
  for (const each of all.json.outreaches) expect(each).toMatchObject({ was: 'stopped now', refused: null })
  const none = await at.shown('stop', '--all', campaign, '--yes')
  expect(none).toMatchObject({ code: 0, out: 'nothing to stop: every outreach has ended\n' })
})

test('R14: without a terminal and without --yes: refused, and nothing is written', async () => {
  const outreach = await newOutreach(at, campaign, 8, someDay)
  const before = await eventsOf(at, campaign)
  for (const command of [
    ['stop', outreach],
    ['stop', '--all', campaign],
    ['delete', campaign],
  ]) {
    const told = await at.lastcall(...command)
    expect(told.code).toBe(3)
    expect(told.json.error).toMatchObject({ is: 'not confirmed', exit: 'refused' })
    const shown = await at.shown(...command)
    expect(shown).toMatchObject({ code: 3, out: '' })
    expect(shown.err).toContain('--yes')
  }
  expect(await eventsOf(at, campaign)).toEqual(before)
})
