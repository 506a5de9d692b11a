/** A whole campaign with its log in a container: workers, one killed, a pause of the server, a stop, the audit. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { newCampaign, newOutreach, untilFacts } from '../packages/cli/src/trials/campaign.fixture'
import type { Installation, Network } from '../packages/cli/src/trials/installation.fixture'
import { installation } from '../packages/cli/src/trials/installation.fixture'
import type { Running } from '../packages/cli/src/trials/processes.fixture'
import { pause } from '../packages/cli/src/trials/processes.fixture'
import { expectStopKept, killDialer } from '../packages/cli/src/trials/takeover.fixture'
import type { ContainedServer } from './server.fixture'
import { image, missing, startServer } from './server.fixture'
import { opened } from './store.fixture'

const campaigns = (): void => {
  let server: ContainedServer
  let at: Installation
  let network: Network
  let campaign: CampaignId

  beforeAll(async () => {
    server = await startServer()
    await (await opened(server.url)).close()
    at = await installation()
    at.configure({ store: server.url })
    network = await at.network({ speed: '12' })
    campaign = await newCampaign(at)
  }, 150_000)
  afterAll(async () => {
    await at.remove()
    await server.remove()
  }, 60_000)

  test('a worker is killed, the server pauses, a stop comes: nothing is authorized behind it, and every promise holds', async () => {
    const outreach = await newOutreach(at, campaign, 600)
    const workers = new Map<string, Running>(['anna', 'ben'].map((name) => [name, at.worker(name)]))
    await untilFacts(at, outreach, 'CallAnswered', 5)
    await killDialer(at, campaign, workers)
    server.pause()
    await pause(1_500)
    server.unpause()
    const stopped = await at.lastcall('stop', outreach, '--reason', 'wrong message', '--yes')
    expect(stopped).toMatchObject({ code: 0, json: { outreaches: [{ was: 'stopped now', refused: null }] } })
    await expectStopKept(at, campaign, network)
  }, 150_000)

  test('store check finds the server', async () => {
    const { code, json } = await at.lastcall('store', 'check')
    expect([code, json]).toMatchObject([0, { followed: true, nodes: [{ role: 'leader', isAlive: true }] }])
  })
}

if (missing === null) describe(`a campaign whose log is in a container of ${image}`, campaigns)
else test.skip(`a campaign whose log is in a container (${missing})`, () => undefined)
