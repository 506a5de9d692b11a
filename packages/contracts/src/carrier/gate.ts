/** The gate: asked once and obeyed. That the bytes leave in its turn only the carrier's own tests can see. */
import { expect } from '@jest/globals'
import type { CarrierCase } from './harness'
import { aWhile, callTo, eventually, go, no, sawOf } from './tools'

export const gateCases: readonly CarrierCase[] = [
  {
    name: 'the gate is asked once, and the network sees one originate',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const call = callTo(numbers.ringsOn)
      let asked = 0
      const answer = await carrier.originate(call, () => {
        asked += 1
        return { is: 'go' }
      })()
      expect(answer).toEqual({ is: 'accepted' })
      expect(asked).toBe(1)
      const saw = await sawOf(network, call.attempt)
      expect(saw.filter((s) => s === 'originate')).toHaveLength(1)
    },
  },
  {
    name: 'a gate that says no: released, and the network never sees it',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const call = callTo(numbers.answers)
      expect(await carrier.originate(call, no)()).toEqual({ is: 'released by the gate' })
      await aWhile()
      expect(await sawOf(network, call.attempt)).toEqual([])
    },
  },
  {
    name: 'a network that is gone: not sent, and the gate is never asked',
    check: async (network, numbers) => {
      const carrier = await network.client()
      expect(await carrier.health()()).toEqual({ is: 'healthy' })
      await network.goAway()
      await eventually('the carrier is unhealthy', async () =>
        (await carrier.health()()).is === 'unhealthy' ? true : null,
      )
      let asked = 0
      const answer = await carrier.originate(callTo(numbers.answers), () => {
        asked += 1
        return { is: 'go' }
      })()
      expect(answer.is).toBe('not sent')
      expect(asked).toBe(0)
      expect(await carrier.hangUp(callTo(numbers.answers).attempt, 'always')()).toBe('unreachable')
      expect((await carrier.find(callTo(numbers.answers).attempt)()).is).toBe('unknown')
    },
  },
  {
    name: 'one attempt is dialed once: a second originate of it is refused, and the record shows both',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const call = callTo(numbers.ringsOn)
      expect(await carrier.originate(call, go)()).toEqual({ is: 'accepted' })
      expect((await carrier.originate(call, go)()).is).toBe('refused')
      await eventually('both originates are in the record', async () => {
        const saw = await sawOf(network, call.attempt)
        return saw.filter((s) => s === 'originate').length === 2 && saw.includes('refused') ? true : null
      })
      await eventually('it rings', async () =>
        (await sawOf(network, call.attempt)).includes('ringing') ? true : null,
      )
      expect((await sawOf(network, call.attempt)).filter((s) => s === 'ringing')).toHaveLength(1)
    },
  },
]
