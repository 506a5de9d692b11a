/** No number and no name in clear anywhere but in the user's own files; and after a deletion nothing that opens them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { driver } from '@lastcall/sqlite-file'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvOf, nameOf, newCampaign, newOutreach, numberOf, someDay, untilFacts } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'
import type { Ended } from './processes.fixture'

const recipients = 200

let at: Installation
let campaign: CampaignId
const said: Ended[] = []

/** Everything that would give somebody away: in full, and without the country code; and names of things. */
const secrets = [
  ...Array.from({ length: recipients }, (_, k) => numberOf(k).slice(2)),
  ...['Quillfeather', 'Spring recall', 'people-200', 'wrong message'],
]

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })

/** A worker puts new files in the place of old ones while they are looked at: one that is gone is looked at no more. */
const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

const giveaways = (bytes: Buffer): readonly string[] =>
  secrets.filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))

/** By file; the files that the user made are not asked. */
const found = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    filesIn(at.folder)
      .filter((path) => !path.endsWith('.csv'))
      .map((path) => [path, giveaways(bytesOf(path))] as const)
      .filter(([, secretsIn]) => secretsIn.length > 0),
  )

const nothing = (ended: Pick<Ended, 'out' | 'err'>): void => {
  expect(giveaways(Buffer.from(ended.out + ended.err))).toEqual([])
}

beforeAll(async () => {
  at = await installation()
  await at.network({ speed: '20' })
  campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, recipients)
  at.worker('one')
  await untilFacts(at, outreach, 'CallEnded', 30)
}, 60_000)
afterAll(() => at.remove())

test('what is looked for would be found: it stands in the user’s own file', () => {
  const own = giveaways(readFileSync(at.path(`people-${recipients}.csv`)))
  expect(own).toHaveLength(recipients + 1)
})

test('while calls are made: not in the log, the keys, the snapshots, nor beside them', async () => {
  expect(filesIn(at.folder).some((path) => path.includes('snapshots'))).toBe(true)
  expect(found()).toEqual({})
  const later = await newOutreach(at, campaign, recipients, someDay)
  const stopped = await at.lastcall('stop', later, '--reason', 'wrong message', '--yes')
  expect(stopped.code).toBe(0)
  nothing(stopped)
  expect(found()).toEqual({})
})

test('neither errors, nor --json, nor lists of rejected rows name anybody', async () => {
  const bad = [
    `name,phone,time_zone\n${nameOf(1)},${numberOf(1)},Nowhere\n${nameOf(2)},${numberOf(2)}x,UTC\n`,
    `${csvOf(3)}"${nameOf(4)},${numberOf(4)},UTC\n`,
    `${nameOf(5)},${numberOf(5)}\n${nameOf(6)},${numberOf(6)}\n`,
    csvOf(3).replaceAll('\n', '\r') + nameOf(7),
  ]
  for (const [k, text] of bad.entries()) {
    const file = at.path(`bad-${k}.csv`)
    writeFileSync(file, text)
    for (const run of [at.lastcall, at.shown]) {
      const told = await run('outreach', 'schedule', campaign, file, '--strict', '--start-at', someDay)
      expect(told.code).toBe(2)
      nothing(told)
    }
  }
  const mixed = at.path('mixed.csv')
  writeFileSync(mixed, `${csvOf(2)}${nameOf(8)},${numberOf(8)},Nowhere\n`)
  nothing(await at.lastcall('outreach', 'schedule', campaign, mixed, '--start-at', someDay))
  expect(giveaways(readFileSync(`${mixed}.rejected.csv`))).toEqual([])
  for (const command of [['status'], ['status', campaign], ['audit', '--report'], ['audit', campaign]]) {
    nothing(await at.lastcall(...command))
    nothing(await at.shown(...command))
  }
})

test('R16: after the deletion no file holds anything in clear, no key, and no ciphertext of anybody', async () => {
  const gone = await at.lastcall('delete', campaign, '--yes')
  expect(gone.code).toBe(0)
  said.push(...(await at.end()))
  expect(found()).toEqual({})
  const { DatabaseSync } = driver()
  const keys = new DatabaseSync(at.path('keys.db'))
  expect(keys.prepare('SELECT count(*) AS n FROM campaign_key WHERE wrapped IS NOT NULL').get()).toEqual({
    n: 0,
  })
  keys.close()
})

test('nothing that any process said or logged names anybody', () => {
  expect(said.length).toBeGreaterThan(10)
  for (const ended of said) nothing(ended)
})
