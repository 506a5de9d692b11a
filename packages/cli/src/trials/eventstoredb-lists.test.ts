/** Over `esdb://` lists go on where they were kept, the demonstration keeps every promise, and a password stays unseen. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Standin } from '@lastcall/eventstoredb-standin'
import { startStandin } from '@lastcall/eventstoredb-standin'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { DemoResult } from '../demo/result'
import { newCampaign, newOutreach, someDay } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'
import { started } from './processes.fixture'

let server: Standin
let at: Installation

beforeAll(async () => {
  server = await startStandin()
  at = await installation()
  at.configure({ store: server.connectionString })
})
afterAll(async () => {
  await at.remove()
  await server.stop()
})

/** How many events the server sent to subscriptions meanwhile. */
const sentBy = async (...command: readonly string[]): Promise<number> => {
  const before = server.sent()
  expect((await at.lastcall(...command)).code).toBe(0)
  return server.sent() - before
}

test('lists that were kept are not read again; without them the log tells the same', async () => {
  const campaign = await newCampaign(at)
  for (let k = 1; k <= 6; k += 1) await newOutreach(at, campaign, k, someDay)
  await sentBy('outreach', 'list', campaign)
  expect(await sentBy('outreach', 'list', campaign)).toBe(0)
  const kept = await at.lastcall('outreach', 'list', campaign)
  await newOutreach(at, campaign, 7, someDay)
  const anew = await sentBy('outreach', 'list', campaign)
  rmSync(at.path('snapshots'), { recursive: true })
  expect(await sentBy('outreach', 'list', campaign)).toBeGreaterThanOrEqual(8)
  expect(anew).toBeLessThanOrEqual(1)
  const { json } = await at.lastcall('outreach', 'list', campaign)
  expect(json.outreaches.slice(0, 6)).toEqual(kept.json.outreaches)
})

test('user and password from the environment: used, and written nowhere', async () => {
  const env = { LASTCALL_STORE_USER: 'ada', LASTCALL_STORE_PASSWORD: 'Sesame7' }
  for (const command of ['status', 'campaign list', 'store check']) {
    const { code, out, err } = await at.start(['--json', ...command.split(' ')], { env }).end
    expect([code, err]).toEqual([0, ''])
    expect(out).not.toContain('Sesame7')
  }
  for (const name of readdirSync(at.folder, { recursive: true, encoding: 'utf8' }))
    if (statSync(at.path(name)).isFile())
      expect(readFileSync(at.path(name), 'latin1')).not.toContain('Sesame7')
})

test('the demonstration: two workers, one killed, a stop, the audit; the log is on the server alone', async () => {
  const folder = at.path('show')
  const args = ['--json', '--store', server.connectionString, 'demo', '--folder', folder, '--speed', '8']
  const { code, out, err } = await started(args, { cwd: at.folder }).end
  expect(err).toBe('')
  const { kept, killed, heir, files } = JSON.parse(out) as DemoResult
  expect([code, kept, files.log]).toEqual([0, true, `esdb://127.0.0.1:${server.port}`])
  expect(heir).not.toBe(killed)
  expect(readdirSync(folder).filter((name) => name.startsWith('events.db'))).toEqual([])
}, 120_000)
