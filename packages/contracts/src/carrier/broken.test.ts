import type { Carrier, OriginateRequest } from '@lastcall/carrier'
import { networkInProcess } from '@lastcall/carrier-sim'
import { describe, expect, test } from '@jest/globals'
import type { CarrierHarness } from './harness'
import { carrierCases, judgeCarrier } from './suite'

const numbers = {
  answers: '+12025550101',
  ringsOn: '+12025550102',
  talksOn: '+12025550103',
  busy: '+12025550104',
  refused: '+12025550105',
}

const broken = (breakIt: (carrier: Carrier) => Carrier): CarrierHarness => ({
  numbers,
  open: async (limits) => {
    const network = networkInProcess({
      seed: 1,
      limits,
      script: {
        [numbers.answers]: { ends: 'answered', setupMs: 2, ringMs: 2, talkMs: 2 },
        [numbers.ringsOn]: { ends: 'no-answer', setupMs: 2, ringMs: 60_000 },
        [numbers.talksOn]: { ends: 'answered', setupMs: 2, ringMs: 2, talkMs: 60_000 },
        [numbers.busy]: { ends: 'busy', setupMs: 2 },
        [numbers.refused]: { ends: 'congestion' },
      },
    })
    const stop = async (): Promise<void> => {
      network.close()
    }
    return {
      client: async () => breakIt(network.carrier()),
      record: async () => network.record(),
      goAway: stop,
      close: stop,
    }
  },
})

/** The names of the promises that a carrier does not keep. */
const brokenPromises = async (harness: CarrierHarness, among: RegExp): Promise<readonly string[]> => {
  const judged = await Promise.all(
    carrierCases
      .filter((one) => among.test(one.name))
      .map((one) =>
        judgeCarrier(harness, one).then(
          () => [],
          () => [one.name],
        ),
      ),
  )
  return judged.flat()
}

const otherAttempt = (call: OriginateRequest): OriginateRequest => ({
  ...call,
  attempt: [...call.attempt].reverse().join('') as OriginateRequest['attempt'],
})

describe('the contract catches a carrier that', () => {
  const catches = (what: string, breakIt: (carrier: Carrier) => Carrier, promise: RegExp): void => {
    test(what, async () => {
      expect(await brokenPromises(broken(breakIt), promise)).not.toEqual([])
    })
  }

  test('nothing is wrong with: then no promise is broken', async () => {
    expect(
      await brokenPromises(
        broken((carrier) => carrier),
        /./,
      ),
    ).toEqual([])
  })
  catches(
    'asks the gate twice',
    (carrier) => ({
      ...carrier,
      originate: (call, gate) => carrier.originate(call, () => (gate().is === 'go' ? gate() : { is: 'no' })),
    }),
    /the gate is asked once/,
  )
  catches(
    'does not listen to the gate',
    (carrier) => ({ ...carrier, originate: (call) => carrier.originate(call, () => ({ is: 'go' })) }),
    /a gate that says no/,
  )
  catches(
    'asks the gate although it cannot send',
    (carrier) => ({
      ...carrier,
      originate: (call, gate) => (gate(), carrier.originate(call, () => ({ is: 'go' }))),
    }),
    /never asked/,
  )
  catches(
    'repeats an originate under another id',
    (carrier) => ({
      ...carrier,
      originate: (call, gate) => async () => {
        const answer = await carrier.originate(call, gate)()
        if (answer.is === 'accepted') await carrier.originate(otherAttempt(call), () => ({ is: 'go' }))()
        return answer
      },
    }),
    /one originate for each/,
  )
  catches(
    'hangs up conversations that were to be spared',
    (carrier) => ({ ...carrier, hangUp: (attempt) => carrier.hangUp(attempt, 'always') }),
    /leaves a conversation alone/,
  )
  catches(
    'says absent without a promise',
    (carrier) => ({ ...carrier, find: () => async () => ({ is: 'absent' }) }),
    /absence is final/,
  )
  catches(
    'goes on telling after the end',
    (carrier) => ({ ...carrier, events: () => carrier.events(new AbortController().signal) }),
    /events end/,
  )
})
