/** A call's course: accepted, then events that tell how it went, up to exactly one kind of end. */
import { expect } from '@jest/globals'
import type { CarrierCase } from './harness'
import { callTo, eventually, go, listen, sawOf } from './tools'

const order = ['queued', 'ringing', 'answered', 'ended'] as const

export const courseCases: readonly CarrierCase[] = [
  {
    name: 'an accepted call rings, is answered and ends; the event of each step comes at least once',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const ear = listen(carrier)
      const call = callTo(numbers.answers)
      expect(await carrier.originate(call, go)()).toEqual({ is: 'accepted' })
      const end = await ear.end(call.attempt)
      expect(end.disposition).toBe('answered')
      const steps = ear.of(call.attempt).map((e) => order.indexOf(e.standing.is))
      expect(new Set(steps.filter((s) => s > 0))).toEqual(new Set([1, 2, 3]))
      expect(end.ringMs).toBeGreaterThanOrEqual(0)
      expect(end.talkMs).toBeGreaterThanOrEqual(0)
      const saw = await sawOf(network, call.attempt)
      expect(saw).toEqual(['originate', 'ringing', 'answered', 'ended'])
      await ear.stop()
    },
  },
  {
    name: 'busy is an end of an accepted call, with the carrier’s own words',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const ear = listen(carrier)
      const call = callTo(numbers.busy)
      expect(await carrier.originate(call, go)()).toEqual({ is: 'accepted' })
      const end = await ear.end(call.attempt)
      expect(end).toMatchObject({ disposition: 'busy', talkMs: 0 })
      expect(end.status).not.toBe('')
      await ear.stop()
    },
  },
  {
    name: 'a refused originate says why, and no event of it follows',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const ear = listen(carrier)
      const call = callTo(numbers.refused)
      expect(await carrier.originate(call, go)()).toMatchObject({ is: 'refused', disposition: 'congestion' })
      // Another call is heard to its end, so there was time for a wrong event.
      const other = callTo(numbers.busy)
      await carrier.originate(other, go)()
      await ear.end(other.attempt)
      expect(ear.of(call.attempt)).toEqual([])
      await eventually('the refusal is recorded', async () =>
        (await sawOf(network, call.attempt)).includes('refused') ? true : null,
      )
      await ear.stop()
    },
  },
  {
    name: 'many calls at once: every one ends, and the record shows one originate for each',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const ear = listen(carrier)
      const calls = Array.from({ length: 50 }, () => callTo(numbers.busy))
      const answers = await Promise.all(calls.map((call) => carrier.originate(call, go)()))
      expect(answers.filter((a) => a.is === 'accepted')).toHaveLength(50)
      for (const call of calls) await ear.end(call.attempt)
      const originates = (await network.record()).filter((line) => line.saw === 'originate')
      expect(new Set(originates.map((line) => line.attempt)).size).toBe(50)
      expect(originates).toHaveLength(50)
      await ear.stop()
    },
  },
  {
    name: 'the record counts from 1 without gaps and holds no telephone number',
    check: async (network, numbers) => {
      const carrier = await network.client()
      for (const to of Object.values(numbers) as string[]) await carrier.originate(callTo(to), go)()
      const record = await network.record()
      expect(record.map((line) => line.seq)).toEqual(record.map((_, i) => i + 1))
      const text = JSON.stringify(record)
      for (const to of Object.values(numbers) as string[]) expect(text).not.toContain(to.slice(1))
    },
  },
  {
    name: 'events end when they are no longer wanted, and another listener goes on',
    check: async (network, numbers) => {
      const carrier = await network.client()
      const [first, second] = [listen(carrier), listen(carrier)]
      await first.stop()
      const call = callTo(numbers.busy)
      await carrier.originate(call, go)()
      await second.end(call.attempt)
      expect(first.of(call.attempt)).toEqual([])
      await second.stop()
      const over = AbortSignal.abort()
      for await (const event of carrier.events(over))
        throw new Error(`heard ${event.standing.is} after the end`)
    },
  },
]
