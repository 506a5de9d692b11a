/** Finding the calls of a worker that is gone: followed where they live, and absent only where that is final. */
import { expect } from '@jest/globals'
import type { CarrierCase } from './harness'
import { callTo, go, listen, sawOf } from './tools'

export const findCases: readonly CarrierCase[] = [
  {
    name: 'another client that finds a call follows it to its end',
    check: async (network, numbers) => {
      const [dead, successor] = [await network.client(), await network.client()]
      if (!dead.limits.findByAttempt) return
      const ear = listen(successor)
      const call = callTo(numbers.ringsOn)
      await dead.originate(call, go)()
      const found = await successor.find(call.attempt)()
      expect(found.is).toBe('found')
      await successor.hangUp(call.attempt, 'always')()
      expect(await ear.end(call.attempt)).toMatchObject({ disposition: 'cancelled' })
      await ear.stop()
    },
  },
  {
    name: 'a call that nobody asked for is not told to a stranger',
    check: async (network, numbers) => {
      const [caller, stranger] = [await network.client(), await network.client()]
      const [mine, theirs] = [listen(caller), listen(stranger)]
      const call = callTo(numbers.busy)
      await caller.originate(call, go)()
      await mine.end(call.attempt)
      expect(theirs.of(call.attempt)).toEqual([])
      await mine.stop()
      await theirs.stop()
    },
  },
  {
    name: 'a call that has ended is found as ended, and its end is told again',
    check: async (network, numbers) => {
      const [dead, successor] = [await network.client(), await network.client()]
      if (!dead.limits.findByAttempt) return
      const [first, ear] = [listen(dead), listen(successor)]
      const call = callTo(numbers.busy)
      await dead.originate(call, go)()
      const end = await first.end(call.attempt)
      expect(await successor.find(call.attempt)()).toEqual({ is: 'found', standing: end })
      expect(await ear.end(call.attempt)).toEqual(end)
      await first.stop()
      await ear.stop()
    },
  },
  {
    name: 'absence is final: an originate that comes after it is refused, and nothing rings',
    check: async (network, numbers) => {
      const [late, successor] = [await network.client(), await network.client()]
      if (!successor.limits.absenceIsFinal) return
      const call = callTo(numbers.answers)
      expect(await successor.find(call.attempt)()).toEqual({ is: 'absent' })
      expect((await late.originate(call, go)()).is).toBe('refused')
      expect(await successor.find(call.attempt)()).toEqual({ is: 'absent' })
      const saw = await sawOf(network, call.attempt)
      expect(saw.slice(0, 3)).toEqual(['absence promised', 'originate', 'refused'])
      expect(saw).not.toContain('ringing')
    },
  },
  {
    name: 'where absence cannot be promised, it is not said',
    check: async (network, numbers) => {
      const carrier = await network.client()
      if (carrier.limits.absenceIsFinal) return
      expect((await carrier.find(callTo(numbers.answers).attempt)()).is).toBe('unknown')
    },
  },
]
