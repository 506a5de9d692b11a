/** `lastcall audit` and its commands, as a shell runs them: answers, files, exit codes, and a broken promise. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CallsAuthorized, campaignStream, timestamp } from '@lastcall/domain'
import type { AttemptId, CampaignId, IncarnationId, OutreachId } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { logOf, newCampaign, newOutreach, someDay } from '../trials/campaign.fixture'
import type { Installation } from '../trials/installation.fixture'
import { installation } from '../trials/installation.fixture'

let at: Installation
let campaign: CampaignId
let outreach: OutreachId

beforeAll(async () => {
  at = await installation()
  campaign = await newCampaign(at)
  outreach = await newOutreach(at, campaign, 5, someDay)
  await at.lastcall('stop', outreach, '--yes', '--reason', 'Miss Quillfeather rang')
})
afterAll(() => at.remove())

const stranger = 'f'.repeat(32)
const attempt = 'a'.repeat(32)

describe('given a campaign that was stopped', () => {
  test('`audit` is `audit verify`, for all campaigns and for one', async () => {
    const all = await at.shown('audit')
    const [named, one] = [await at.shown('audit', 'verify'), await at.shown('audit', campaign, '--report')]
    expect([all.code, named.code, one.code]).toEqual([0, 0, 0])
    expect(named.out).toBe(all.out)
    expect(all.out).toMatch(/^G6 +holds +caps, calling hours and opt-outs kept/m)
    expect(one.out).toContain(`outreach ${outreach}`)
  })

  test('replay: before the stop and after it, by revision and by time', async () => {
    const then = async (...asOf: readonly string[]) =>
      (await at.lastcall('audit', 'replay', campaign, '--as-of', ...asOf)).json as unknown
    expect(await then('1')).toMatchObject({ outreaches: [{ phase: 'scheduled', recipients: 5 }] })
    expect(await then('2')).toMatchObject({ outreaches: [{ phase: 'stopped' }] })
    expect(await then('now')).toMatchObject({ exists: true, outreaches: [{ phase: 'stopped' }] })
    expect(await then('2000-01-01T00:00:00Z')).toMatchObject({ last: null, outreaches: [] })
    expect(await at.shown('audit', 'replay', campaign, '--as-of', 'teatime')).toMatchObject({ code: 2 })
    expect((await at.shown('audit', 'replay', campaign, '--as-of', '1')).out).toContain(': scheduled')
  })

  test('story of a recipient; nobody else has one, and no personal data is in it', async () => {
    const { out } = await at.shown('audit', 'story', `${outreach}/4`)
    expect(out).toMatch(/scheduled among 5 recipients.*\n.*the outreach was stopped/)
    expect(out).not.toMatch(/Quillfeather|\+1202/)
    expect(await at.shown('audit', 'story', `${outreach}/5`)).toMatchObject({ code: 4 })
    expect(await at.shown('audit', 'story', stranger)).toMatchObject({ code: 4 })
    expect(await at.shown('audit', 'story', 'x')).toMatchObject({ code: 2 })
  })

  test('report: in words, as JSON, as a page that is never written over another file', async () => {
    const page = at.path('stop.html')
    expect((await at.shown('audit', 'report', outreach)).out).toContain('never attempted  5 (recipients 0-4)')
    const { json, code } = await at.lastcall('audit', 'report', outreach, '--html', page)
    expect(code).toBe(0)
    expect(json).toMatchObject({ campaign, report: { by: 'stop', recipients: 5 } })
    expect(readFileSync(page, 'utf8')).toContain('<h1>Stop report</h1>')
    expect(readFileSync(page, 'utf8')).not.toMatch(/Quillfeather|\+1202/)
    expect(await at.shown('audit', 'report', outreach, '--html', page)).toMatchObject({ code: 2 })
    const other = await newOutreach(at, campaign, 1, someDay)
    expect(await at.shown('audit', 'report', other)).toMatchObject({ code: 3 })
    expect(await at.shown('audit', 'report', stranger)).toMatchObject({ code: 4 })
  })

  test('every command has help with an example', async () => {
    for (const command of ['verify', 'replay', 'story', 'report', 'export', 'key', 'checkpoint'])
      expect((await at.shown('audit', command, '--help')).out).toMatch(/Examples?:\n +lastcall audit/)
  })
})

describe('evidence that is handed out', () => {
  const [key, checkpoint] = ['audit.key', 'checkpoint.txt']
  const judged = (...more: readonly string[]) =>
    at.lastcall('audit', 'verify', '--export', at.path('evidence'), ...more)
  const covered = ['--checkpoint', checkpoint, '--public-key', `${key}.pub`]

  beforeAll(async () => {
    await at.lastcall('audit', 'key', '--name', 'example.org/lastcall', '--out', at.path(key))
    await at.lastcall('audit', 'checkpoint', campaign, '--key', at.path(key), '--out', at.path(checkpoint))
    await at.lastcall('audit', 'export', campaign, '--to', at.path('evidence'))
  })

  test('the private key is for its owner alone', () => expect(statSync(at.path(key)).mode & 0o077).toBe(0))

  test('an export is judged without configuration and store', async () => {
    const config = at.path('nowhere.json')
    const { code, json } = await at.lastcall(
      '-c',
      config,
      'audit',
      'verify',
      '--export',
      at.path('evidence'),
      ...covered,
    )
    expect(code).toBe(0)
    expect(json.campaigns[0]?.verdicts.slice(-2)).toMatchObject([
      { promise: 'export', verdict: 'holds' },
      { promise: 'signed', verdict: 'holds' },
    ])
  })

  test('a later checkpoint is signed only when the earlier one still holds', async () => {
    const more = ['--key', key, '--after', checkpoint]
    expect(await at.lastcall('audit', 'checkpoint', campaign, ...more)).toMatchObject({ code: 0 })
    const other = await newCampaign(at)
    expect(await at.lastcall('audit', 'checkpoint', other, ...more)).toMatchObject({ code: 2 })
    const origin = ['--origin', `example.org/lastcall/campaign-${campaign}`]
    const changed = await at.lastcall('audit', 'checkpoint', other, ...more, ...origin)
    expect(changed).toMatchObject({ code: 6, json: { error: { is: 'history was changed' } } })
  })

  test('an export that was changed: exit 6, also when the checkpoint is not what the key signed', async () => {
    await at.lastcall('audit', 'export', campaign, '--to', at.path('forged'))
    const path = at.path('forged/events.ndjson')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"recipients":5', '"recipients":6'))
    expect(await at.shown('audit', 'verify', '--export', at.path('forged'), ...covered)).toMatchObject({
      code: 6,
    })
    writeFileSync(at.path('other.txt'), readFileSync(at.path(checkpoint), 'utf8').replace('\n', 'x\n'))
    const forged = await judged('--checkpoint', 'other.txt', '--public-key', `${key}.pub`)
    expect(forged).toMatchObject({ code: 6, json: { error: { is: 'not signed' } } })
  })

  test('what does not fit together is refused as usage', async () => {
    expect(await judged('--checkpoint', checkpoint)).toMatchObject({ code: 2 })
    expect(await judged('--checkpoint', checkpoint, '--public-key', key)).toMatchObject({ code: 2 })
    expect(await at.lastcall('audit', 'verify', '--export', at.path('no'))).toMatchObject({ code: 2 })
    expect(await at.lastcall('audit', 'verify', stranger, '--export', at.path('evidence'))).toMatchObject({
      code: 4,
    })
    expect(await at.lastcall('audit', 'export', campaign, '--to', at.path('evidence'))).toMatchObject({
      code: 2,
    })
    expect(await at.lastcall('audit', 'export', stranger, '--to', at.path('x'))).toMatchObject({ code: 4 })
    expect(await at.lastcall('audit', 'key', '--name', 'a b', '--out', at.path('y'))).toMatchObject({
      code: 2,
    })
  })
})

describe('given a call that somebody authorized by hand behind the stop', () => {
  beforeAll(async () => {
    const log = await logOf(at)
    const { type, ...data } = CallsAuthorized({
      ...{
        at: timestamp(Date.now()),
        outreach,
        incarnation: 'e'.repeat(32) as IncarnationId,
        permitMs: 1_000,
      },
      ...{ callsSeen: [[outreach, null]], suppressionSeen: null, calls: [[0, 1, attempt as AttemptId, 0]] },
    })
    await log.store.append(campaignStream(campaign), 'anything', [
      { id: eventId('d'.repeat(32)), type, data },
    ])()
    await log.close()
  })

  test('verify, report and a verified export all end with 6: do not dial', async () => {
    await at.lastcall('audit', 'export', campaign, '--to', at.path('broken'))
    for (const args of [
      ['verify'],
      [campaign],
      ['report', outreach],
      ['verify', '--export', at.path('broken')],
    ])
      expect(await at.shown('audit', ...args)).toMatchObject({ code: 6 })
    expect((await at.shown('audit', campaign)).out).toMatch(/^G1 +violated/m)
  })

  test('the story of that call tells it', async () => {
    const { out, code } = await at.shown('audit', 'story', attempt)
    expect(code).toBe(0)
    expect(out).toMatch(/the outreach was stopped.*\n(.*\n)?.*call 1 authorized as a{32}/)
  })
})
