/** A worker that is killed while it dials, a stop after it, and what must hold then: the same over every log. */
import { expect } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { countsOf, eventsOf, typesOf, verdictsOf } from './campaign.fixture'
import type { Installation, Network } from './installation.fixture'
import type { Running } from './processes.fixture'
import { until } from './processes.fixture'

/** Who dials the campaign, as the log names them; null: nobody. */
export const dialerOf = async (at: Installation, campaign: CampaignId): Promise<string | null> =>
  (await at.lastcall('status', campaign)).json.campaigns[0]?.dialedBy?.worker ?? null

/** Kills whoever of the workers dials, and waits until another one does. */
export const killDialer = async (
  at: Installation,
  campaign: CampaignId,
  workers: ReadonlyMap<string, Running>,
): Promise<void> => {
  const killed = await until('somebody dials', () => dialerOf(at, campaign))
  await workers.get(killed.split('@')[0] ?? '')?.kill('SIGKILL')
  await until('somebody else dials', async () => {
    const now = await dialerOf(at, campaign)
    return now !== null && now !== killed
  })
}

/** After a stop: the last call ends, nothing was authorized behind it, and log and network agree. */
export const expectStopKept = async (
  at: Installation,
  campaign: CampaignId,
  network: Network,
): Promise<void> => {
  await until('the last call has ended', async () => {
    const { ringing, connected, authorized } = await countsOf(at, campaign)
    return ringing + connected + authorized === 0
  })
  const types = typesOf(await eventsOf(at, campaign))
  expect(types.slice(types.indexOf('OutreachStopped'))).not.toContain('CallsAuthorized')
  const { code, verdicts } = await verdictsOf(at, '--network', network.record, '--travel-ms', '100')
  expect(Object.values(verdicts)).not.toContain('violated')
  expect([code, verdicts['network']]).toEqual([0, 'holds'])
}
