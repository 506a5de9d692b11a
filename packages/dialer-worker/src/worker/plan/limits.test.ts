/** What bounds the calls of a second: the least of what the campaign, the carrier and the worker's share allow. */
import { expect, test } from '@jest/globals'
import { created, scheduled, spring } from '../world/campaign.fixture'
import { eventsOf } from '../world/promises.fixture'
import { world } from '../world/world.fixture'

/** Authorized in the first second, of 500 who are due. */
const inOneSecond = (carrier: number, campaign: number): number => {
  const of = world({ limits: { callsPerSecond: carrier, concurrentCalls: 500 } })
  of.write(created({ pacing: { callsPerSecond: campaign, channels: 500 } }), scheduled(spring, 500))
  of.begin('a')
  of.run(1_000)
  return eventsOf(of).reduce(
    (sum, event) => sum + (event.type === 'CallsAuthorized' ? event.calls.length : 0),
    0,
  )
}

test.each([
  [5, 200],
  [200, 5],
])('the carrier allows %i calls a second, the campaign %i', (carrier, campaign) => {
  const calls = inOneSecond(carrier, campaign)
  expect(calls).toBeGreaterThanOrEqual(4)
  expect(calls).toBeLessThanOrEqual(11)
})
