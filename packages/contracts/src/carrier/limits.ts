/** The network's own limits: what is above them is refused as congestion, unless the carrier says that it queues. */
import { expect } from '@jest/globals'
import type { CarrierCase } from './harness'
import { callTo, eventually, go } from './tools'

export const limitCases: readonly CarrierCase[] = [
  {
    name: 'above its originates per second it refuses; a second later it takes calls again',
    limits: { callsPerSecond: 5 },
    check: async (network, numbers) => {
      const carrier = await network.client()
      if (carrier.limits.queuesAboveItsRate) return
      const burst = await Promise.all(
        Array.from({ length: 30 }, () => carrier.originate(callTo(numbers.ringsOn), go)()),
      )
      const accepted = burst.filter((a) => a.is === 'accepted').length
      expect(accepted).toBeGreaterThanOrEqual(5)
      // A slow machine may take a second or two for the burst; it is a limit all the same.
      expect(accepted).toBeLessThanOrEqual(20)
      const refused = burst.find((a) => a.is === 'refused')
      expect(refused).toMatchObject({ disposition: 'congestion' })
      await eventually('it takes calls again', async () =>
        (await carrier.originate(callTo(numbers.ringsOn), go)()).is === 'accepted' ? true : null,
      )
    },
  },
  {
    name: 'above its channels it refuses; a call that ends frees one',
    limits: { concurrentCalls: 3 },
    check: async (network, numbers) => {
      const carrier = await network.client()
      const calls = Array.from({ length: 3 }, () => callTo(numbers.ringsOn))
      for (const call of calls) expect(await carrier.originate(call, go)()).toEqual({ is: 'accepted' })
      const fourth = await carrier.originate(callTo(numbers.ringsOn), go)()
      expect(fourth).toMatchObject({ is: 'refused', disposition: 'congestion' })
      for (const call of calls) await carrier.hangUp(call.attempt, 'always')()
      await eventually('a channel is free', async () =>
        (await carrier.originate(callTo(numbers.ringsOn), go)()).is === 'accepted' ? true : null,
      )
    },
  },
]
