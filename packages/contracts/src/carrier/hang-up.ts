/** Hanging up: `if-ringing` spares a conversation, `always` ends whatever is alive. */
import { expect } from '@jest/globals'
import type { CarrierCase } from './harness'
import { aWhile, callTo, go, listen, sawOf } from './tools'

export const hangUpCases: readonly CarrierCase[] = [
  {
    name: 'a ringing call that is hung up ends as cancelled, and asking again is harmless',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const ear = listen(carrier)
      const call = callTo(numbers.ringsOn)
      await carrier.originate(call, go)()
      await ear.until(call.attempt, 'ringing')
      expect(await carrier.hangUp(call.attempt, 'if-ringing')()).toBe('asked')
      expect(await ear.end(call.attempt)).toMatchObject({ disposition: 'cancelled', talkMs: 0 })
      expect(await carrier.hangUp(call.attempt, 'always')()).toBe('asked')
      await aWhile()
      expect((await sawOf(network, call.attempt)).filter((s) => s === 'ended')).toHaveLength(1)
      await ear.stop()
    },
  },
  {
    name: 'where the carrier can cancel before ringing, a call that does not ring yet never will',
    check: async (network, numbers) => {
      const carrier = await network.client()
      if (!carrier.limits.cancelBeforeRinging) return
      const ear = listen(carrier)
      const call = callTo(numbers.ringsOn)
      const [answer, asked] = await Promise.all([
        carrier.originate(call, go)(),
        carrier.hangUp(call.attempt, 'if-ringing')(),
      ])
      expect([answer.is, asked]).toEqual(['accepted', 'asked'])
      expect(await ear.end(call.attempt)).toMatchObject({ disposition: 'cancelled' })
      expect(await sawOf(network, call.attempt)).not.toContain('answered')
      await ear.stop()
    },
  },
  {
    name: '`if-ringing` leaves a conversation alone; `always` ends it, and it stays answered',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const ear = listen(carrier)
      const call = callTo(numbers.talksOn)
      await carrier.originate(call, go)()
      await ear.until(call.attempt, 'answered')
      await carrier.hangUp(call.attempt, 'if-ringing')()
      await aWhile()
      expect(await sawOf(network, call.attempt)).not.toContain('ended')
      expect(await carrier.hangUp(call.attempt, 'always')()).toBe('asked')
      expect(await ear.end(call.attempt)).toMatchObject({ disposition: 'answered' })
      await ear.stop()
    },
  },
  {
    name: 'a call that the carrier does not know cannot be hung up',
    check: async (network, numbers) => {
      const carrier = await network.client()
      expect(await carrier.hangUp(callTo(numbers.answers).attempt, 'always')()).toBe('unknown call')
    },
  },
]
