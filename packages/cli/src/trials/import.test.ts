/** `lastcall outreach schedule`: every bad file is refused with its place and a way out, and nothing is half done. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { csvOf, eventsOf, logOf, newCampaign, numberOf } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'

let at: Installation
let campaign: CampaignId

beforeAll(async () => {
  at = await installation()
  at.configure({ import: { maxRecipients: 20 } })
  campaign = await newCampaign(at)
})
afterAll(() => at.remove())

const write = (name: string, bytes: string | Buffer): string => {
  writeFileSync(at.path(name), bytes)
  return at.path(name)
}

const latin1 = Buffer.concat([Buffer.from(csvOf(2)), Buffer.from(`Jos\xe9,${numberOf(9)},UTC\n`, 'latin1')])

/** Name, contents, what it is, where it is wrong, what to do. */
const bad: readonly (readonly [string, string | Buffer, string, RegExp])[] = [
  ['empty', '', 'empty file', /It needs a header line/],
  ['header-alone', 'name,phone,time_zone\n', 'header without rows', /Add a row/],
  [
    'no-phone-column',
    'name,home,time_zone\nA,+12025550101,UTC\n',
    'no phone column',
    /Line 1: .*Name one so/,
  ],
  ['not-utf8', latin1, 'not UTF-8', /Line 4: .*CSV UTF-8/],
  ['one-too-many', csvOf(21), 'too many recipients', /Line 22: more than 20 recipients\. Split/],
  ['nul', `${csvOf(2)}\u0000,${numberOf(8)},UTC\n`, 'NUL byte', /Line 4: .*CSV UTF-8/],
  ['open-quote', `${csvOf(2)}"Ann,${numberOf(7)},UTC\n`, 'quote not closed', /Line 4: .*Close it/],
]

describe('given a file that cannot be imported', () => {
  test.each(bad)('%s', async (name, bytes, is, says) => {
    const before = await eventsOf(at, campaign)
    const file = write(`${name}.csv`, bytes)
    const told = await at.lastcall('outreach', 'schedule', campaign, file)
    expect(told.code).toBe(2)
    expect(told.json.error).toMatchObject({ is, where: file, exit: 'usage' })
    expect(told.json.error.what).toMatch(says)
    expect(told.json.error.what).toMatch(/Nothing was scheduled\.$/)
    const shown = await at.shown('outreach', 'schedule', campaign, file)
    expect(shown).toMatchObject({ code: 2, out: '' })
    expect(shown.err).toContain(file)
    expect(shown.err).toMatch(says)
    expect(await eventsOf(at, campaign)).toEqual(before)
  })

  test('a file that is not there, and a folder', async () => {
    const missing = await at.lastcall('outreach', 'schedule', campaign, at.path('none.csv'))
    expect(missing.code).toBe(2)
    expect(missing.json.error).toMatchObject({ is: 'file unreadable', where: at.path('none.csv') })
    expect((await at.lastcall('outreach', 'schedule', campaign, at.folder)).json.error.is).toBe('not a file')
  })

  test('no ciphertext of a refused file stays in the log', async () => {
    const log = await logOf(at)
    const found: string[] = []
    const ended = new AbortController()
    for await (const item of log.feed.follow({ prefixes: ['recipients-'] }, null, ended.signal)) {
      if (item.is === 'caught-up') break
      found.push(item.is)
    }
    await log.close()
    expect(found).toEqual([])
  })
})

const mixed = [
  ...['name,phone,time_zone', `Ann,${numberOf(1)},America/New_York`, 'Bob,call me,America/New_York'],
  ...[`Cid,${numberOf(2)},Middle/Earth`, `Dot,${numberOf(1)},America/New_York`, ''],
].join('\n')

describe('given a file with rows that cannot be called', () => {
  test('--strict refuses the whole, and says how many and where the first is', async () => {
    const before = await eventsOf(at, campaign)
    const file = write('strict.csv', mixed)
    const told = await at.lastcall('outreach', 'schedule', campaign, file, '--strict')
    expect(told.code).toBe(2)
    expect(told.json.error).toMatchObject({ is: 'rows rejected', where: file })
    expect(told.json.error.what).toMatch(/3, and the import is strict; first line 3: not a valid phone/)
    expect(await eventsOf(at, campaign)).toEqual(before)
  })

  test('as usual the good rows are scheduled, the others listed with line and reason, never with contents', async () => {
    const file = write('mixed.csv', mixed)
    const told = await at.lastcall('outreach', 'schedule', campaign, file)
    expect(told.code).toBe(0)
    const rejects = `${file}.rejected.csv`
    expect(told.json).toMatchObject({ recipients: 1, rejected: 3, rejects })
    const listed = readFileSync(rejects, 'utf8')
    expect(listed.trim().split('\n')).toHaveLength(4)
    expect(listed).toMatch(/^"3","not a valid phone number/m)
    expect(listed).toMatch(/^"4","not a time zone/m)
    expect(listed).toMatch(/^"5","the same number as line 2/m)
    expect(listed).not.toMatch(/Ann|Bob|Dot|Middle|202555/)
    const shown = await at.shown('outreach', 'schedule', campaign, file, '--rejects', at.path('r.csv'))
    expect(shown.out).toContain(`3 rows rejected, listed with line and reason in ${at.path('r.csv')}`)
    expect(existsSync(at.path('r.csv'))).toBe(true)
  })
})

test('values of options that make no sense are named, and nothing is written', async () => {
  const before = await eventsOf(at, campaign)
  const file = write('good.csv', csvOf(3))
  for (const [option, value, is] of [
    ['--start-at', 'tomorrow', 'bad option'],
    ['--default-time-zone', 'Middle/Earth', 'unknown default time zone'],
    ['--default-country', 'XX', 'unknown default country'],
    ['--phone-column', 'fax', 'named column missing'],
  ] as const) {
    const told = await at.lastcall('outreach', 'schedule', campaign, file, option, value)
    expect(told.code).toBe(2)
    expect(told.json.error.is).toBe(is)
  }
  expect(await eventsOf(at, campaign)).toEqual(before)
})
